import type { Request } from 'firebase-functions/https';
import { z } from 'zod';
import { paths } from '@foyer/shared-core/model';
import { toHttpsError } from '../errors/to-https-error.ts';
import { keySchema } from '../input.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import { perAddress } from '../limits/sign-in-limits.ts';
import { clientAddress } from '../limits/client-address.ts';
import { trustedHops } from '../config.ts';
import { visitorLanguage } from '../mail/visitor-language.ts';
import type { Ports } from '../ports.ts';
import { awaitedPath } from './awaited-answer.ts';
import { isStopKey, stoppedPath } from './stop-link.ts';
import { stopPage } from './stop-page.ts';

/** What is used of the response. */
interface Response {
  set(headers: Readonly<Record<string, string>>): unknown;
  status(code: number): { send(body: string): unknown };
}

const orderSchema = z.object({ brand: keySchema, room: keySchema, key: z.string().max(64) });

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

/**
 * Stops the mails about one conversation: `POST` with the address of a mail, by its reader or, in one click, by their
 * mail program (RFC 8058). `GET` only asks, because programs look at links by themselves. The answer is the same whatever
 * the address says, so that nobody learns which conversations there are.
 */
export async function stopMails(request: Request, response: Response, ports: Ports): Promise<void> {
  response.set(headers);
  const { language: told } = request.query;
  const language = visitorLanguage(typeof told === 'string' ? told : '');
  if (request.method !== 'POST') {
    response.status(200).send(stopPage(language, 'ask'));
    return;
  }
  try {
    await stop(request, ports);
    response.status(200).send(stopPage(language, 'done'));
  } catch (cause) {
    response.status(toHttpsError('stopMails', cause).httpErrorCode.status).send(stopPage(language, 'failed'));
  }
}

async function stop(request: Request, ports: Ports): Promise<void> {
  const [now, database] = [ports.now(), await ports.database()];
  const address = clientAddress(request.header('x-forwarded-for'), trustedHops.value());
  await spend(database, perAddress(callLimits.mailStops, address), now);
  const order = orderSchema.safeParse(request.query);
  if (!order.success) return;
  const { brand, room, key } = order.data;
  if (!(await isStopKey(database, { brand, room }, key))) return;
  await database.update({ [stoppedPath({ brand, room })]: now, [awaitedPath(brand, room)]: null });
  // For the desk, which else said that an answer goes by mail; a conversation that is gone stays gone.
  await database.change(paths.room(brand, room), (current) =>
    current === null ? null : { ...current, mailsStoppedAt: now },
  );
}
