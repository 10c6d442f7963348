// Clients that connect and listen to a room each, and then do nothing.
import { WebSocket } from 'ws';
import { report } from '../serve.ts';

const [port, count] = process.argv.slice(2);
const sockets: WebSocket[] = [];

/** Connects one client and asks for what a widget listens to; resolves when both listens are answered. */
async function connect(index: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/.ws?v=5`, { perMessageDeflate: false });
  sockets.push(socket);
  await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject));
  const answered = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data.toString().startsWith('{"t":"d","d":{"r":2,')) resolve();
    });
  });
  const requests = [
    { p: `/rooms/r${index}`, h: '' },
    { p: `/room-messages/r${index}`, q: { i: 'at', l: 50, vf: 'r' }, t: 1, h: '' },
  ];
  requests.forEach((b, at) => socket.send(JSON.stringify({ t: 'd', d: { r: at + 1, a: 'q', b } })));
  await answered;
}

const began = performance.now();
for (let index = 0; index < Number(count); index++) await connect(index);
process.send?.({ ms: performance.now() - began });
process.once('message', () => {
  for (const socket of sockets) socket.terminate();
  report({});
});
