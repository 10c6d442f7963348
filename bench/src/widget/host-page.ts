import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A website of another origin than Foyer's, on loopback. */
export interface HostPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves pages by their path; everything is a page of HTML, but what ends in `.js`. */
export async function serveHostPages(pages: Readonly<Record<string, string>>): Promise<HostPage> {
  const server = createServer((request, response) => {
    const body = Object.hasOwn(pages, request.url ?? '') ? pages[request.url ?? ''] : undefined;
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = request.url?.endsWith('.js') === true ? 'text/javascript' : 'text/html';
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
