import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Tells whether a request may use administrator's powers: it comes from a program on this machine, or from a page
 * that this very stack serves. A page of another origin, even one on another local port, may not, and neither may a
 * foreign page whose host name was pointed at loopback (DNS rebinding), which the Host header shows.
 */
export class TrustedCallers {
  readonly #ports = new Set<number>();

  /** Makes pages served on `port` count as this stack's own. */
  addPort(port: number): void {
    this.#ports.add(port);
  }

  /** `headers` as Node gives them: lower-case names. */
  isTrusted(headers: Pick<IncomingHttpHeaders, 'host' | 'origin'>): boolean {
    const host = parseAuthority(headers.host);
    if (host === undefined || !LOOPBACK_NAMES.has(host.name)) return false;
    return headers.origin === undefined || this.isOwnOrigin(headers.origin);
  }

  /** Whether `origin` (as in the Origin header) is a page of this stack. */
  isOwnOrigin(origin: string): boolean {
    if (!origin.startsWith('http://')) return false;
    const authority = parseAuthority(origin.slice('http://'.length));
    return authority !== undefined && LOOPBACK_NAMES.has(authority.name) && this.#ports.has(authority.port);
  }
}

function parseAuthority(text: string | undefined): { name: string; port: number } | undefined {
  const match = /^(\[[0-9a-f:]+\]|[^:/]+)(?::(\d+))?$/i.exec(text ?? '');
  if (match === null) return undefined;
  return { name: (match[1] ?? '').toLowerCase(), port: Number(match[2] ?? 80) };
}
