import type { Protocol } from './connection.ts';
import { databaseProtocol } from './database-protocol.ts';
import { relayProtocol } from './relay-protocol.ts';
import { socketIoProtocol } from './socket-io-protocol.ts';

/** What is compared: a server's script and how its clients speak. */
export interface Contestant {
  readonly server: string;
  readonly protocol: Protocol;
}

export const contestants: ReadonlyMap<string, Contestant> = new Map([
  ['ws relay', { server: 'servers/relay.js', protocol: relayProtocol }],
  ['Socket.IO', { server: 'servers/socket-io.js', protocol: socketIoProtocol }],
  ['local Firebase', { server: 'servers/open-database.js', protocol: databaseProtocol() }],
  [
    'local Firebase, last 50',
    {
      server: 'servers/open-database.js',
      protocol: databaseProtocol({ query: { q: { l: 50, vf: 'r', i: '.key' }, t: 1 } }),
    },
  ],
]);
