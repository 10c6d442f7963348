import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalFirebaseError } from '../local-firebase-error.ts';

/** The only address anything of local Firebase listens on. */
export const LOOPBACK = '127.0.0.1';

/**
 * Starts `server` on loopback and returns its port. `port` 0 takes a free one.
 * A taken port throws 'port-taken' with the port and the service's name in it.
 */
export async function listen(server: Server, port: number, service: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(port, service, error) : error);
    });
    server.listen(port, LOOPBACK, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Stops accepting, ends every connection, and resolves when the port is free again. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portTaken(port: number, service: string, cause: unknown): LocalFirebaseError {
  return new LocalFirebaseError('port-taken', `Port ${port} (${service}) is already in use.`, {
    port,
    cause,
  });
}
