import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { serve } from '../serve.ts';

const http = createServer();
const io = new Server(http, { transports: ['websocket'] });

io.on('connection', (socket) => {
  socket.on('join', (_nothing: unknown, acknowledge: () => void) => {
    void socket.join('room');
    acknowledge();
  });
  socket.on('message', (message: unknown, acknowledge: () => void) => {
    io.to('room').emit('message', message);
    acknowledge();
  });
});
http.listen(0, '127.0.0.1', () =>
  serve({ port: (http.address() as AddressInfo).port }, async () => {
    await io.close();
  }),
);
