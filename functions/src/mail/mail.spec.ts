import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMailer } from './open-mailer.ts';
import { startSmtpServer, type SmtpServer } from '../testing/smtp-server.ts';
import { eventually, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-mail-'));
let stack: Stack;
let smtp: SmtpServer;
beforeAll(async () => {
  smtp = await startSmtpServer();
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_MAIL: smtp.address, FOYER_MAIL_FROM: 'Desk <desk@shop.example>' },
  });
});
afterAll(async () => {
  await Promise.all([stack.close(), smtp.close()]);
  rmSync(folder, { recursive: true });
});

it('leaves by the mail server that is configured, from the sender that is, as text and as HTML', async () => {
  const before = smtp.deliveries.length;
  await stack.client().call('requestPasswordReset', { email: people.nora.email });
  const deliveries = await eventually(
    () => smtp.deliveries.slice(before),
    ({ length }) => length > 0,
  );
  expect(deliveries).toMatchObject([{ from: 'desk@shop.example', to: [people.nora.email] }]);
  const [{ data } = { data: '' }] = deliveries;
  expect(data).toContain('From: Desk <desk@shop.example>');
  expect(data).toContain('Subject: Choose a new password');
  expect(data).toContain('Content-Type: text/plain; charset=utf-8');
  expect(data).toContain('Content-Type: text/html; charset=utf-8');
});

it('A107: has one recipient and the headers that we wrote, whatever a name says', async () => {
  await stack.store({
    'moderators/nora/name': 'Nora\r\nBcc: evil@example.com\r\n\r\n<script>alert(1)</script>',
  });
  const before = smtp.deliveries.length;
  await stack.client().call('requestPasswordReset', { email: people.nora.email });
  const [{ data, to } = { data: '', to: [] }] = await eventually(
    () => smtp.deliveries.slice(before),
    ({ length }) => length > 0,
  );
  await stack.store({ 'moderators/nora/name': 'Nora' });
  expect(to).toEqual([people.nora.email]);
  expect(data).not.toMatch(/^Bcc:/im);
  expect(data.split('Content-Type: text/html')[1]).not.toContain('<script>');
});

it('is not lost when the mail server refuses it for now', async () => {
  const before = smtp.deliveries.length;
  smtp.isBusy = true;
  const at = Date.now() - 5 * 60_000;
  await stack.store({ 'server/mail-jobs/held': { kind: 'reset', email: people.lucia.email, at } });
  await stack.firebase.idle();
  expect(await stack.stored('server/mail-jobs/held/kind')).toBe('reset');
  smtp.isBusy = false;
  await stack.firebase.runSchedule('mailSweep');
  expect(smtp.deliveries.slice(before).map(({ to }) => to)).toContainEqual([people.lucia.email]);
  expect(await stack.stored('server/mail-jobs')).toBeNull();
});

it.each(['ftp://mail.example', 'outbox', 'mail.example:25'])(
  'refuses %s as an address of a mail server',
  async (address) => {
    await expect(openMailer(address)).rejects.toMatchObject({ code: 'failed' });
  },
);

it('keeps no mails in a folder on a real project', async () => {
  await expect(openMailer(`outbox:${folder}`)).rejects.toMatchObject({ code: 'failed' });
});
