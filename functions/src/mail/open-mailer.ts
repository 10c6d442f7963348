import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLocal, mailSender } from '../config.ts';
import { deskAddress } from '../desk/desk-address.ts';
import { FunctionError } from '../errors/function-error.ts';
import { logWarning } from '../log.ts';
import { randomId } from '../secrets.ts';
import type { Mail, Mailer } from './mail.ts';

const OUTBOX = 'outbox:';
const TIMEOUT_MS = 20_000;

/**
 * Opens the way that an address names: `smtp://user:password@host:587` (TLS is demanded before the password is said),
 * `smtps://…:465`, `outbox:<folder>` on a local machine, and empty or `none` for no mails at all. Throws 'failed'.
 */
export async function openMailer(address: string): Promise<Mailer> {
  if (address === '' || address === 'none') return { send: drop };
  if (address.startsWith(OUTBOX)) {
    if (!isLocal()) throw new FunctionError('failed', 'an outbox is for local runs');
    const folder = address.slice(OUTBOX.length);
    return { send: (mail) => putInto(folder, mail) };
  }
  if (!/^smtps?:\/\//.test(address))
    throw new FunctionError('failed', 'FOYER_MAIL is no address of a mail server');
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(address);
  const transport = createTransport({
    host: hostname,
    port: port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port),
    secure: protocol === 'smtps:',
    requireTLS: protocol === 'smtp:' && !isLocal(),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    // A mail is made of text of ours: no file and no address of the web is ever read into it.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    async send({ to, subject, text, html, id, ...more }) {
      try {
        // As an object: what is in an address is never read as a list of addresses.
        await transport.sendMail({
          ...{ from: sender(), to: { name: '', address: to }, subject, text },
          ...(html !== undefined && { html }),
          ...(id !== undefined && { messageId: id }),
          headers: headersOf(more),
        });
      } catch (cause) {
        throw new FunctionError('failed', 'the mail server did not take a mail', { cause });
      }
    },
  };
}

/** By RFC 3834, and RFC 8058 for mail programs that stop mails in one click. */
function headersOf({ isAutomatic, stop }: Pick<Mail, 'isAutomatic' | 'stop'>): Record<string, string> {
  return {
    ...(isAutomatic && { 'Auto-Submitted': 'auto-generated' }),
    ...(stop !== undefined && {
      'List-Unsubscribe': `<${stop}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
}

function sender(): string {
  const told = mailSender.value();
  return told === '' ? `Foyer <no-reply@${deskAddress().hostname}>` : told;
}

function drop(): Promise<void> {
  logWarning('mail.not-configured');
  return Promise.resolve();
}

/** One file for each mail, whole when it is seen, in the order of time. */
async function putInto(folder: string, mail: Mail): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${Date.now()}-${randomId()}`;
  const unfinished = join(folder, `.${name}`);
  await writeFile(unfinished, JSON.stringify({ at: Date.now(), from: sender(), ...mail }), { mode: 0o600 });
  await rename(unfinished, join(folder, `${name}.json`));
}
