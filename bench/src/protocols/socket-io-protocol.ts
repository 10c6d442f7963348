import { NOTHING, type Protocol } from './connection.ts';

/**
 * Socket.IO 4 over Engine.IO 4, as its protocol documents describe it: `40` connects, `42<id>[event, data]` is an event
 * that wants an answer, `43<id>[]` the answer, `42[event, data]` an event, `2` and `3` ping and pong.
 */
export const socketIoProtocol: Protocol = {
  url: (port) => `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`,
  greeting: { frame: '40', answer: '40' },
  join: (id) => `42${id}${JSON.stringify(['join', null])}`,
  send: (id, message) => `42${id}${JSON.stringify(['message', message])}`,
  read(frame) {
    if (frame.startsWith('42')) {
      const [, message] = JSON.parse(frame.slice(2)) as [string, { at: number }];
      return { kind: 'message', at: message.at };
    }
    if (!frame.startsWith('43')) return NOTHING;
    const end = frame.indexOf('[');
    JSON.parse(frame.slice(end));
    return { kind: 'acknowledged', number: Number(frame.slice(2, end)) };
  },
  reply: (frame) => (frame === '2' ? '3' : undefined),
};
