import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { NAME_END, NAME_START } from './child-message.ts';

/** Every call of a callable logs that its tokens were looked at; only the ones that were not in order are news. */
const ROUTINE = '"message":"Callable request verification passed"';

/** Passes the output of the functions' process on, line by line, each with the name of the function that wrote it. */
export function readLines(output: Readable, log: (line: string) => void): void {
  createInterface({ input: output, crlfDelay: Infinity }).on('line', (line) => {
    const end = line.startsWith(NAME_START) ? line.indexOf(NAME_END) : -1;
    const name = end === -1 ? 'functions' : line.slice(NAME_START.length, end);
    const text = end === -1 ? line : line.slice(end + NAME_END.length);
    if (text !== '' && !text.includes(ROUTINE)) log(`${name}: ${readable(text)}`);
  });
}

/** The logger of firebase-functions writes JSON for Cloud Logging; here its severity and message are enough. */
function readable(text: string): string {
  if (!text.startsWith('{"')) return text;
  try {
    const { severity, message, ...rest } = JSON.parse(text) as Record<string, unknown>;
    if (typeof severity !== 'string' || typeof message !== 'string') return text;
    const more = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
    return `${severity === 'INFO' ? '' : `${severity} `}${message}${more}`;
  } catch {
    return text;
  }
}
