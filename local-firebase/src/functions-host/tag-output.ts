import { NAME_END, NAME_START } from './child-message.ts';

/**
 * Marks every line written to `stream` with the name of the function that writes it, so that the parent can tell who
 * said what. Writing stays as synchronous as it was: what a crashing function said last is not lost.
 */
export function tagOutput(stream: NodeJS.WriteStream, currentName: () => string | undefined): void {
  const write = stream.write.bind(stream) as (chunk: string | Uint8Array, ...rest: unknown[]) => boolean;
  let isLineStart = true;
  const tagged = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const name = currentName();
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    if (name === undefined || text === '') return write(chunk, ...rest);
    const mark = `${NAME_START}${name}${NAME_END}`;
    const marked = (isLineStart ? mark : '') + text.replaceAll(/\n(?!$)/g, `\n${mark}`);
    isLineStart = text.endsWith('\n');
    return write(marked, ...rest);
  };
  stream.write = tagged;
}
