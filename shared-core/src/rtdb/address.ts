import type { FirebaseConfig } from '../model/calls/firebase-config.ts';

/** Where the database's connections go. */
export interface Address {
  /** The address of the next socket; `session` is the one before, whose end the server may have missed. */
  socket(session: string | undefined): string;
  /** The server says which host has this database. A local Firebase has no other. */
  moveTo(host: string): void;
}

/** The address of `config.databaseURL`, whose database is named by `?ns=`, or by the first label of its host. */
export function addressOf({ databaseURL, appId, emulators }: FirebaseConfig): Address {
  const [, scheme = '', named = ''] = /^(https?):\/\/([^/?#]+)/.exec(databaseURL) ?? [];
  const namespace = /[?&]ns=([^&#]+)/.exec(databaseURL)?.[1] ?? named.split('.')[0] ?? '';
  const isSecure = !emulators && scheme === 'https';
  let host = emulators?.database ?? named;
  return {
    socket(session) {
      const before = session === undefined ? '' : `&ls=${encodeURIComponent(session)}`;
      const app = encodeURIComponent(appId);
      return `${isSecure ? 'wss' : 'ws'}://${host}/.ws?v=5&p=${app}&ns=${namespace}${before}`;
    },
    moveTo(next) {
      if (!emulators) host = next;
    },
  };
}
