// What a send costs before anything is stored or judged: a server that parses it, answers it, and gives its sender the
// two pushes that local Firebase gives, made anew from what was parsed.
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { serve } from '../serve.ts';

interface Request {
  readonly d: {
    readonly r: number;
    readonly a: string;
    readonly b: { readonly d?: Readonly<Record<string, unknown>> };
  };
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });

server.on('connection', (socket) => {
  socket.send('{"t":"c","d":{"t":"h","d":{}}}');
  socket.on('message', (data: Buffer) => {
    const { r, a, b } = (JSON.parse(data.toString()) as Request).d;
    if (a === 'm') {
      const [[path, message] = ['', null], ...summary] = Object.entries(b.d ?? {});
      socket.send(JSON.stringify({ t: 'd', d: { a: 'd', b: { p: path, d: message } } }));
      socket.send(
        JSON.stringify({ t: 'd', d: { a: 'm', b: { d: Object.fromEntries(summary.slice(0, 3)) } } }),
      );
    }
    socket.send(JSON.stringify({ t: 'd', d: { r, b: { s: 'ok', d: '' } } }));
  });
});
server.on('listening', () =>
  serve({ port: (server.address() as AddressInfo).port, authUrl: '' }, () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  }),
);
