import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The mails of a local run, on a page. */
export interface Outbox {
  readonly url: string;
  close(): Promise<void>;
}

interface Mail {
  readonly at: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const MOST_SHOWN = 50;
const LOOPBACK = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;color-scheme:light dark;max-width:44em;margin:2em auto;padding:0 1em}' +
  'article{border-top:1px solid #8888;padding:1em 0}h2{font-size:1.1em;margin:0}p{margin:.25em 0;opacity:.75}' +
  'pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}';

/** Shows, on a free loopback port, the mails that the functions put into a folder; newest first, as they are now. */
export async function startOutbox(folder: string): Promise<Outbox> {
  const server = createServer((request, response) => {
    // A name that leads to this machine from somewhere else is no reason to show it anything.
    const isHere = LOOPBACK.test(request.headers.host ?? '') && request.url === '/';
    response.writeHead(isHere ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    response.end(isHere ? page(mailsIn(folder)) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The names begin with the time. A folder that is not there yet has no mails. */
function mailsIn(folder: string): readonly Mail[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.') && name.endsWith('.json'))
      .sort()
      .reverse()
      .slice(0, MOST_SHOWN)
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Mail);
  } catch {
    return [];
  }
}

function page(mails: readonly Mail[]): string {
  const list = mails.map(
    ({ at, to, subject, text }) =>
      `<article><h2>${escape(subject)}</h2><p>To ${escape(to)}, <time>${new Date(at).toLocaleString('en')}</time></p><pre>${withLinks(text)}</pre></article>`,
  );
  const content = list.length === 0 ? '<p>No mail yet.</p>' : list.join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Outbox</title><style>${STYLE}</style><body><h1>Outbox</h1><p>Mails of this machine’s Foyer. None of them left it.</p>${content}`;
}

/** Text as text; only what begins like an address of the web becomes a link. */
function withLinks(text: string): string {
  return escape(text).replace(/https?:\/\/[^\s<]+/g, (address) => `<a href="${address}">${address}</a>`);
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
