import { createServer } from 'node:http';

/** What a page under development runs: it reloads itself whenever something was built. */
const client = (port) =>
  `new EventSource('http://127.0.0.1:${port}/').onmessage = () => location.reload();\n`;

/** Starts the reload server on a free loopback port; `script` is its address for pages, `reload()` tells them all. */
export function startReloadServer() {
  const pages = new Set();
  const server = createServer((request, response) => {
    if (request.url === '/reload.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(client(server.address().port));
      return;
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    response.write('\n');
    pages.add(response);
    request.on('close', () => pages.delete(response));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        script: `http://127.0.0.1:${server.address().port}/reload.js`,
        reload: () => pages.forEach((page) => page.write('data: built\n\n')),
        close: () => {
          pages.forEach((page) => page.destroy());
          server.close();
        },
      }),
    );
  });
}
