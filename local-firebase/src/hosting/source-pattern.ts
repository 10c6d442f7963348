import picomatch from 'picomatch';
import type { HostingSource } from '../firebase-json.ts';
import { LocalFirebaseError } from '../local-firebase-error.ts';

/** Takes a URL path and returns what its named parts hold, or undefined when the pattern does not take it. */
export type SourcePattern = (path: string) => ReadonlyMap<string, string> | undefined;

const NO_PARTS: ReadonlyMap<string, string> = new Map();

/** Compiles the `source` glob (with `:name` segments) or `regex` of a hosting rule. Throws 'bad-config' without either. */
export function compileSource({ source, regex }: HostingSource): SourcePattern {
  if (regex !== undefined) return compileExpression(new RegExp(regex.replaceAll('(?P<', '(?<')));
  if (source === undefined)
    throw new LocalFirebaseError('bad-config', 'A hosting rule has neither "source" nor "regex".');
  const glob = source.startsWith('/') || source.startsWith('*') ? source : `/${source}`;
  if (/\/:\w/.test(glob)) return compileExpression(segmentsExpression(glob));
  // A leading ** without a slash takes the root as well.
  const takes = picomatch(glob === '**' ? '/**' : glob, { dot: true });
  return (path) => (takes(path) ? NO_PARTS : undefined);
}

/** Puts named parts into a destination's `:name`s. */
export function fillDestination(destination: string, parts: ReadonlyMap<string, string>): string {
  return destination.replaceAll(/:(\w+)\*?/g, (whole, name: string) => parts.get(name) ?? whole);
}

function compileExpression(expression: RegExp): SourcePattern {
  return (path) => {
    const match = expression.exec(path);
    if (match === null) return undefined;
    return new Map(Object.entries(match.groups ?? {}).filter((part) => typeof part[1] === 'string'));
  };
}

/** `/old/:id/:rest*` as a regular expression. */
function segmentsExpression(glob: string): RegExp {
  const segments = glob
    .split('/')
    .filter(Boolean)
    .map((segment) => {
      const name = /^:(\w+)(\*?)$/.exec(segment);
      if (name !== null)
        return name[2] === '*' ? `(?:/(?<${name[1] ?? ''}>.*))?` : `/(?<${name[1] ?? ''}>[^/]+)`;
      if (segment === '**') return '(?:/.*)?';
      return `/${segment.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*')}`;
    });
  return new RegExp(`^${segments.join('')}/?$`);
}
