import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Tells whether a request comes from this machine: the Host it was sent to is loopback (a foreign name that resolves
 * here is DNS rebinding), and the page that sent it, where a browser names one, is served from loopback too.
 */
export function isLoopbackCaller({ host, origin }: IncomingHttpHeaders): boolean {
  if (host === undefined || !LOOPBACK.test(host)) return false;
  return (
    origin === undefined || (/^https?:\/\//.test(origin) && LOOPBACK.test(origin.replace(/^https?:\/\//, '')))
  );
}
