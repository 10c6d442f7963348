import { NOTHING, type Protocol } from './connection.ts';

export const relayProtocol: Protocol = {
  url: (port) => `ws://127.0.0.1:${port}`,
  join: (id) => JSON.stringify({ id, join: true }),
  send: (id, message) => JSON.stringify({ id, message }),
  read(frame) {
    const { ack, message } = JSON.parse(frame) as { ack?: number; message?: { at: number } };
    if (message !== undefined) return { kind: 'message', at: message.at };
    return ack === undefined ? NOTHING : { kind: 'acknowledged', number: ack };
  },
};
