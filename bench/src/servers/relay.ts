// The floor: what a WebSocket server costs that does no more than parse, acknowledge and hand on.
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { serve } from '../serve.ts';

interface Sent {
  readonly id: number;
  readonly join?: boolean;
  readonly message: unknown;
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
const room = new Set<WebSocket>();

server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { id, join, message } = JSON.parse(data.toString()) as Sent;
    if (join === true) room.add(socket);
    else {
      const text = JSON.stringify({ message });
      for (const listener of room) listener.send(text);
    }
    socket.send(JSON.stringify({ ack: id }));
  });
  socket.on('close', () => room.delete(socket));
});
server.on('listening', () =>
  serve({ port: (server.address() as AddressInfo).port }, () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  }),
);
