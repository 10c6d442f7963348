import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSignedIn } from '@foyer/shared-core/model';
import { differenceOfQuickest } from '../testing/difference-of-quickest.ts';
import { codeIn, mailsIn, nextCodeTo, nextMailTo } from '../testing/outbox.ts';
import { eventually, password, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-passwords-'));
const outbox = join(folder, 'outbox');
const desk = 'https://chat.test.example/desk/';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_MAIL: `outbox:${outbox}`, FOYER_DESK_URL: desk },
  });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
// An instance remembers what is used up: every test begins with a new one.
beforeEach(async () => {
  await nothingWaits();
  rmSync(outbox, { recursive: true, force: true });
  await stack.store({ 'server/limits': null, 'server/factors': null, 'server/recovery-codes': null });
  await stack.firebase.functions.restart();
});

const nora = people.nora.email;
const lucia = people.lucia.email;

async function nothingWaits(): Promise<void> {
  const waiting = await eventually(
    () => stack.stored('server/mail-jobs'),
    (jobs) => jobs === null,
  );
  expect(waiting).toBeNull();
}

const details = (error: { readonly details?: unknown } | undefined): unknown => error?.details;

describe('a forgotten password', () => {
  it('is replaced by the link of a mail, which ends every session and tells the owner', async () => {
    const before = await stack.moderator('lucia');
    expect(await stack.client().call('requestPasswordReset', { email: lucia })).toEqual({ accepted: true });
    const mail = await nextMailTo(outbox, lucia, (each) => codeIn(each) !== '');
    expect(mail.subject).toBe('Choose a new password');
    const code = codeIn(mail);
    const chosen = 'a brand new password';
    expect(await stack.client().call('resetPassword', { code, password: chosen })).toEqual({ email: lucia });
    // An emulated Auth refuses the token itself, too, once its second is over; a live one leaves that to the session.
    await expect(before.call('listBrands', {})).rejects.toMatchObject({ code: 'functions/unauthenticated' });
    expect(await stack.stored(`sessions/${String((await before.claims())['sid'])}/until`)).toBe(0);
    expect((await stack.wire('loginInternal', { email: lucia, password })).status).toBe(401);
    asSignedIn(await stack.client().call('loginInternal', { email: lucia, password: chosen }));
    await nextMailTo(outbox, lucia, ({ subject }) => subject === 'Your password was changed');
  });

  it(
    'A69: known, disabled and unknown addresses are answered alike, after the same work',
    { timeout: 60_000 },
    async () => {
      await stack.store({ 'moderators/admin/active': false });
      const answers = new Set<string>();
      const difference = await differenceOfQuickest({
        all: [nora, people.admin.email, 'nobody@test.example'],
        prepare: () => stack.store({ 'server/limits': null }),
        alikeMs: 20,
        async ask(email) {
          const begun = performance.now();
          answers.add(JSON.stringify(await stack.wire('requestPasswordReset', { email })));
          const ms = performance.now() - begun;
          await nothingWaits();
          return ms;
        },
      });
      await stack.store({ 'moderators/admin/active': true });
      expect([...answers]).toEqual([JSON.stringify({ status: 200, result: { accepted: true } })]);
      expect(difference).toBeLessThan(20);
      expect([...new Set(mailsIn(outbox).map(({ to }) => to))]).toEqual([nora]);
    },
  );

  it('A69: for an unknown address the same is read and written as for a known one, before the answer', async () => {
    stack.deliver([]);
    const left: unknown[] = [];
    for (const email of [nora, 'nobody@test.example']) {
      await stack.store({ 'server/limits': null, 'server/mail-jobs': null, 'server/password-codes': null });
      await stack.client().call('requestPasswordReset', { email });
      const {
        limits,
        'mail-jobs': jobs,
        ...others
      } = (await stack.stored('server')) as Record<string, object>;
      const [job] = Object.values(jobs ?? {}) as { at: number; email: string }[];
      left.push({ limits: Object.keys(limits ?? {}), job: { ...job, at: 0, email: '' }, others });
    }
    expect(left[1]).toEqual(left[0]);
    await stack.store({ 'server/mail-jobs': null });
    stack.deliver([0]);
  });

  it('A70: the link leads to the configured desk, whatever the request says of its host', async () => {
    const forged = { 'x-forwarded-host': 'evil.example', referer: 'https://evil.example/' };
    await stack.wire('requestPasswordReset', { email: nora }, forged);
    const { text, html } = await nextMailTo(outbox, nora, (mail) => codeIn(mail) !== '');
    const links = `${text} ${html}`.match(/https?:\/\/[^\s"<#]+/g) ?? [];
    expect([...new Set(links)]).toEqual([`${desk}password`]);
  });

  it('A70: a code has 256 bits, is good once and for an hour, and the next one makes it void', async () => {
    const ask = async (): Promise<string> => {
      await stack.client().call('requestPasswordReset', { email: nora });
      return await nextCodeTo(outbox, nora);
    };
    const use = async (code: string): Promise<unknown> =>
      details((await stack.wire('resetPassword', { code, password })).error);
    const [first, second] = [await ask(), await ask()];
    expect(Buffer.from(second, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(stack.firebase.dump())).not.toContain(second);
    expect(await use(first)).toEqual({ code: 'code-expired' });
    const both = await Promise.all([use(second), use(second)]);
    expect(both).toEqual(expect.arrayContaining([undefined, { code: 'code-expired' }]));
    const third = await ask();
    const codes = (await stack.stored('server/password-codes')) as Record<string, { until: number }>;
    const [hash = '', until = 0] =
      Object.entries(codes).map(([key, code]) => [key, code.until] as const)[0] ?? [];
    expect(until).toBeLessThanOrEqual(Date.now() + 3_600_000);
    await stack.store({ [`server/password-codes/${hash}/until`]: Date.now() - 1 });
    expect(await use(third)).toEqual({ code: 'code-expired' });
  });

  it('A70: a code is bound to its account, and of no use once that is disabled', async () => {
    await stack.client().call('requestPasswordReset', { email: nora });
    const code = await nextCodeTo(outbox, nora);
    for (const extra of [{ email: lucia }, { uid: 'lucia' }]) {
      expect((await stack.wire('resetPassword', { code, password, ...extra })).status).toBe(400);
    }
    await stack.store({ 'moderators/nora/active': false });
    expect(details((await stack.wire('resetPassword', { code, password })).error)).toEqual({
      code: 'code-expired',
    });
    await stack.store({ 'moderators/nora/active': true });
  });

  it('A71: choosing a new password does not skip the second factor', async () => {
    const operator = await stack.moderator('nora');
    const { ticket, secret = '' } = await operator.call('beginFactor', { kind: 'totp' });
    const code = TOTP.generate({ secret: Secret.fromBase32(secret) });
    await operator.call('confirmFactor', { ticket, code });
    await stack.client().call('requestPasswordReset', { email: nora });
    const link = await nextCodeTo(outbox, nora);
    expect(Object.keys(await stack.client().call('resetPassword', { code: link, password }))).toEqual([
      'email',
    ]);
    const answer = await stack.client().call('loginInternal', { email: nora, password });
    expect(answer).toMatchObject({ factors: ['totp', 'recovery'] });
    expect(answer).not.toHaveProperty('token');
  });

  it.each(['1234567', 'aaaaaaaaaa', 'password123', 'Welcome2026!', 'nora2026', nora])(
    'refuses %s, and the code stays good',
    async (weak) => {
      await stack.client().call('requestPasswordReset', { email: nora });
      const code = await nextCodeTo(outbox, nora);
      const { status, error } = await stack.wire('resetPassword', { code, password: weak });
      expect([status, details(error)]).toEqual([400, { code: 'weak-password', field: 'password' }]);
      expect((await stack.wire('resetPassword', { code, password })).status).toBe(200);
    },
  );

  it('A90: a mailbox is not flooded, a known as little as an unknown one', async () => {
    for (const email of [nora, 'nobody@test.example']) {
      const statuses = [];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        statuses.push((await stack.wire('requestPasswordReset', { email })).status);
      }
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    }
    await nothingWaits();
    expect(
      mailsIn(outbox).filter((mail) => mail.to === nora && codeIn(mail) !== '').length,
    ).toBeLessThanOrEqual(5);
  });

  it('is answered in the language that was asked for', async () => {
    await stack.client().call('requestPasswordReset', { email: nora, language: 'de' });
    const mail = await nextMailTo(outbox, nora, (each) => codeIn(each) !== '');
    expect([mail.subject, mail.html?.includes('<html lang="de">')]).toEqual(['Neues Passwort wählen', true]);
  });

  it('is sent by the sweep when its event was lost, once, with the name as text', async () => {
    stack.deliver([]);
    const minute = 60_000;
    await stack.store({
      'moderators/nora/name': 'Nora <b>&"',
      'server/mail-jobs/lost': { kind: 'reset', email: nora, at: Date.now() - 4 * minute },
      'server/mail-jobs/fresh': { kind: 'reset', email: lucia, at: Date.now() },
      'server/mail-jobs/stale': { kind: 'reset', email: lucia, at: Date.now() - 25 * 60 * minute },
    });
    await stack.firebase.runSchedule('mailSweep');
    await stack.firebase.runSchedule('mailSweep');
    expect(Object.keys((await stack.stored('server/mail-jobs')) as object)).toEqual(['fresh']);
    const [{ to, html, text } = { to: '', html: '', text: '' }, ...more] = mailsIn(outbox);
    expect([to, more]).toEqual([nora, []]);
    expect(text).toContain('Hello Nora <b>&",');
    expect(html).toContain('Hello Nora &lt;b&gt;&amp;&quot;,');
    await stack.store({ 'moderators/nora/name': 'Nora', 'server/mail-jobs': null });
    stack.deliver([0]);
  });
});

describe('an invitation', () => {
  const invited = {
    ...{ email: 'ines@test.example', name: 'Ines', active: true, everyBrand: false },
    role: 'operator' as const,
    brands: ['acme'],
  };

  it('goes to whoever gets an account without a password, who chooses it, and gets the role that was given', async () => {
    const admin = await stack.moderator('admin');
    const { id } = await admin.call('saveModerator', { ...invited, language: 'de' });
    const row = async (): Promise<unknown> =>
      (await admin.call('listModerators', {})).moderators.find((each) => each.id === id);
    expect(await row()).toMatchObject({ invited: true, factors: [], sessions: 0 });
    expect(await row()).not.toHaveProperty('lastSignInAt');
    const mail = await nextMailTo(outbox, invited.email);
    expect(mail.subject).toBe('Dein Konto am Foyer-Schreibtisch');
    expect(mail.text).toMatch(/#code=[\w-]{43}&invited\n/);
    const code = codeIn(mail);
    // A80: nothing that is said beside the code makes more of the account than the admin did.
    for (const extra of [{ role: 'admin' }, { level: 3 }, { everyBrand: true }]) {
      expect((await stack.wire('resetPassword', { code, password, ...extra })).status).toBe(400);
    }
    await stack.client().call('resetPassword', { code, password });
    const client = stack.client();
    const answer = await client.call('loginInternal', { email: invited.email, password });
    await client.signIn(asSignedIn(answer).token);
    expect(await client.claims()).toMatchObject({ id, role: 'operator', level: 2 });
    expect(await row()).toMatchObject({
      invited: false,
      sessions: 1,
      lastSignInAt: expect.any(Number) as number,
    });
    await expect(admin.call('inviteAgain', { id })).rejects.toMatchObject({
      details: { code: 'bad-input', field: 'id' },
    });
  });

  it('is sent again by an admin, and the first link is void then', async () => {
    const admin = await stack.moderator('admin');
    const email = 'ivo@test.example';
    const { id } = await admin.call('saveModerator', { ...invited, email });
    const first = await nextCodeTo(outbox, email);
    expect(await admin.call('inviteAgain', { id })).toEqual({ sent: true });
    const second = await nextCodeTo(outbox, email);
    expect((await stack.wire('resetPassword', { code: first, password })).status).toBe(400);
    expect((await stack.wire('resetPassword', { code: second, password })).status).toBe(200);
    const operator = await stack.moderator('nora');
    await expect(operator.call('inviteAgain', { id })).rejects.toMatchObject({
      details: { code: 'refused' },
    });
  });

  it('A75, A74: a new password by an admin, or disabling, ends sessions and voids the links that are out', async () => {
    const admin = await stack.moderator('admin');
    const email = 'iris@test.example';
    const { id } = await admin.call('saveModerator', { ...invited, email });
    const code = await nextCodeTo(outbox, email);
    await admin.call('saveModerator', { ...invited, email, id, active: false });
    await admin.call('saveModerator', { ...invited, email, id });
    expect((await stack.wire('resetPassword', { code, password })).status).toBe(400);
  });
});

describe('dangerous changes of accounts', () => {
  it('A80, A78: demand that the admin has just proven who they are; a name does not', async () => {
    const admin = await stack.moderator('admin');
    const { id, sid } = await admin.claims();
    await stack.store({ [`server/moderator-sessions/${String(id)}/${String(sid)}/at`]: 1 });
    const { moderators } = await admin.call('listModerators', {});
    const account = moderators.find((row) => row.id === 'lucia');
    if (!account) throw new Error('no Lucía');
    const { email, name, role, active, everyBrand, brands } = account;
    const now = { id: 'lucia', email, name, role, active, everyBrand, brands };
    for (const change of [
      { role: 'admin' as const },
      { active: false },
      { everyBrand: true },
      { brands: ['acme'] },
      { email: 'other@test.example' },
      { password: 'a brand new password' },
    ]) {
      await expect(admin.call('saveModerator', { ...now, ...change })).rejects.toMatchObject({
        details: { code: 'reauthentication-required' },
      });
    }
    const created = { email: 'x@test.example', name, role, active, everyBrand, brands };
    await expect(admin.call('saveModerator', created)).rejects.toMatchObject({
      details: { code: 'reauthentication-required' },
    });
    await admin.call('saveModerator', { ...now, name: 'Lucía P.', departments: ['sales'] });
    expect(await stack.stored('moderators/lucia')).toMatchObject({
      ...{ name: 'Lucía P.', departments: { sales: true }, level: 2 },
    });
    await admin.call('reauthenticate', { password });
    await admin.call('saveModerator', { ...now, brands: ['globex', 'acme'] });
  });
});
