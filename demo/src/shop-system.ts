import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The demo shop's own system: what a company's order database would answer about a customer. */
export interface ShopSystem {
  readonly url: string;
  close(): Promise<void>;
}

const MOST_BYTES = 16 * 1024;
const OLDEST_MS = 5 * 60_000;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    body += chunk;
    if (body.length > MOST_BYTES) throw new RangeError('body too large');
  }
  return body;
}

/** Whether the look-up was signed by Foyer with the shared secret, and not long ago. */
function isSigned(request: IncomingMessage, body: string, secret: string): boolean {
  const timestamp = String(request.headers['x-foyer-timestamp']);
  const given = Buffer.from(String(request.headers['x-foyer-signature']).replace(/^sha256=/, ''), 'hex');
  const wanted = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest();
  const age = Math.abs(Date.now() - Number(timestamp));
  return age <= OLDEST_MS && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Customers are invented from their number, so that every demo visitor with a user id has one. */
function customer(userId: string): unknown {
  const number = Buffer.from(userId).reduce((sum, byte) => sum + byte, 0);
  return {
    title: 'Acme customer',
    fields: [
      { label: 'Customer since', value: String(2015 + (number % 10)) },
      { label: 'Orders', value: String(1 + (number % 17)) },
      { label: 'Last order', value: `A-${20_000 + ((number * 37) % 2000)}` },
      { label: 'Plan', value: number % 3 === 0 ? 'Trail club' : 'Standard' },
    ],
  };
}

/** Starts the shop's system on a free loopback port; it answers only look-ups that are signed with `secret`. */
export async function startShopSystem(secret: string): Promise<ShopSystem> {
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => {
        if (!isSigned(request, body, secret)) return { status: 401, answer: { error: 'bad signature' } };
        const { userId } = JSON.parse(body) as { userId?: unknown };
        return typeof userId === 'string'
          ? { status: 200, answer: customer(userId) }
          : { status: 404, answer: { error: 'unknown customer' } };
      })
      .catch(() => ({ status: 400, answer: { error: 'bad request' } }))
      .then(({ status, answer }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/customers`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
