import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './stack.ts';

/** A mail as a local run keeps it. */
export interface OutboxMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The address that stops mails of this sort. */
  readonly stop?: string;
}

/** The mails in a folder, oldest first. */
export function mailsIn(folder: string): readonly OutboxMail[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as OutboxMail);
}

/** The next mail to somebody, or the next that is wanted; whatever lies in the folder is thrown away then. */
export async function nextMailTo(
  folder: string,
  address: string,
  isWanted: (mail: OutboxMail) => boolean = () => true,
): Promise<OutboxMail> {
  const mails = await eventually(
    () => mailsIn(folder).filter((mail) => mail.to === address && isWanted(mail)),
    ({ length }) => length > 0,
  );
  rmSync(folder, { recursive: true, force: true });
  const [mail] = mails;
  if (mail === undefined) throw new Error(`no mail to ${address}`);
  return mail;
}

/** The code in the next mail to somebody that has one. */
export async function nextCodeTo(folder: string, address: string): Promise<string> {
  return codeIn(await nextMailTo(folder, address, (mail) => codeIn(mail) !== ''));
}

/** The code in the link of a mail; empty where there is none. */
export function codeIn({ text }: OutboxMail): string {
  return /#code=([\w-]+)/.exec(text)?.[1] ?? '';
}
