import { isIP } from 'node:net';
import { deskUrl, isLocal } from '../config.ts';

const LOCAL = 'http://localhost:5000/desk/';

/** Where the desk is, ending in a slash: as configured, else on the project's own hosting. Never as a request says. */
export function deskAddress(): URL {
  const told = deskUrl.value();
  if (told !== '') return new URL(told.endsWith('/') ? told : `${told}/`);
  const { projectId = '' } = JSON.parse(process.env['FIREBASE_CONFIG'] ?? '{}') as { projectId?: string };
  return new URL(isLocal() ? LOCAL : `https://${projectId}.web.app/desk/`);
}

/** Whom passkeys are made for: a host, and the origins from which they are taken. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/** The desk as passkeys know it. A bare address is no name for one (WebAuthn takes domains only): then `localhost`. */
export function relyingParty(): RelyingParty {
  const { hostname, origin, protocol, port } = deskAddress();
  if (isIP(hostname.replace(/[[\]]/g, '')) === 0) return { id: hostname, origins: [origin] };
  return { id: 'localhost', origins: [`${protocol}//localhost${port === '' ? '' : `:${port}`}`] };
}
