import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The committed types of the package `@foyer/widget`. */
export const typesFile = path('../foyer.d.ts');

const notice = `/* The public types of the widget. Written by widget/build/public-types.js from widget/src/public-api.ts. */\n\n`;

const globals = `
declare global {
  interface Window {
    /** Callable before the file has loaded only where the page has a queue in its place; see docs/widget.md. */
    Foyer: FoyerGlobal;
    /** Settings for the first script tag of Foyer. */
    FoyerSettings?: FoyerSettings;
  }
}
`;

/** One file of what tsc has made of the public modules: no imports, and nothing that only the widget needs. */
export async function publicTypes() {
  const [api, loader] = ['../dist/ts/public-api.d.ts', '../dist/ts/npm/load-foyer.d.ts'].map((name) =>
    readFileSync(path(name), 'utf8')
      .replaceAll(/^import .*$/gm, '')
      .replaceAll(/^export \{\};$/gm, '')
      .replaceAll(/^\/\/#.*$/gm, ''),
  );
  const text = notice + api + loader + globals;
  return format(text, { ...(await resolveConfig(typesFile)), parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(typesFile, await publicTypes());
