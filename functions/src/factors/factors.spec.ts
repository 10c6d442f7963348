import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSignedIn, type ModeratorStep } from '@foyer/shared-core/model';
import { createAuthenticator } from '../testing/authenticator.ts';
import type { Client } from '../testing/client.ts';
import { nextMailTo } from '../testing/outbox.ts';
import { eventually, password, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-factors-'));
const outbox = join(folder, 'outbox');
const party = { origin: 'https://chat.test.example', rpId: 'chat.test.example' };
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_MAIL: `outbox:${outbox}`, FOYER_DESK_URL: `${party.origin}/desk/` },
  });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
// An instance remembers what is used up: every test begins with a new one, and with nobody enrolled.
beforeEach(async () => {
  await eventually(
    () => stack.stored('server/mail-jobs'),
    (jobs) => jobs === null,
  );
  rmSync(outbox, { recursive: true, force: true });
  await stack.store({
    ...{ 'server/limits': null, 'server/known-addresses': null, 'server/factors': null },
    ...{ 'server/recovery-codes': null, 'server/challenges': null, 'server/security-policy': null },
    ...{ 'moderators/nora/needsFactor': null, 'moderators/admin/needsFactor': null },
    ...{ 'moderators/lucia/needsFactor': null },
  });
  await stack.firebase.functions.restart();
});

const nora = people.nora.email;

/** The code of an authenticator app, some steps of 30 seconds from now. */
function codeOf(secret: string, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
}

async function enrolTotp(
  who: Client,
): Promise<{ secret: string; code: string; recoveryCodes: readonly string[] }> {
  const { ticket, secret = '' } = await who.call('beginFactor', { kind: 'totp' });
  const code = codeOf(secret);
  const { recoveryCodes = [] } = await who.call('confirmFactor', { ticket, code });
  return { secret, code, recoveryCodes };
}

/** The first step of somebody with a second factor. */
async function firstStep(email = nora): Promise<Extract<ModeratorStep, { challenge: string }>> {
  const answer = await stack.client().call('loginInternal', { email, password });
  if (!('challenge' in answer)) throw new Error(`no challenge: ${Object.keys(answer).join()}`);
  return answer;
}

async function signedInWith(answer: unknown): Promise<Client> {
  const client = stack.client();
  await client.signIn(asSignedIn(answer as never).token);
  return client;
}

/** Waits for the mail that tells Nora of something. */
async function mailAbout(subject: string): Promise<void> {
  await nextMailTo(outbox, nora, (mail) => mail.subject === subject);
}

/** As if the session had been opened an hour ago. */
async function age(who: Client): Promise<void> {
  const { id, sid } = await who.claims();
  const at = Date.now() - 3_600_000;
  await stack.store({
    [`server/moderator-sessions/${String(id)}/${String(sid)}/at`]: at,
    [`server/reauthenticated/${String(sid)}`]: null,
  });
}

const statusOf = async (name: string, data: unknown): Promise<unknown> => {
  const { status, error } = await stack.wire(name, data);
  return [status, (error?.details as { code?: string } | undefined)?.code];
};

describe('an authenticator app', () => {
  it('is asked for after the password once it is enrolled, and the session says that it was', async () => {
    const operator = await stack.moderator('nora');
    const { secret, recoveryCodes } = await enrolTotp(operator);
    expect(recoveryCodes).toHaveLength(10);
    const step = await firstStep();
    expect(step.factors).toEqual(['totp', 'recovery']);
    const { challenge } = step;
    const answer = await stack.client().call('loginInternal', { challenge, code: codeOf(secret, 1) });
    const again = await signedInWith(answer);
    const { sid } = await again.claims();
    expect(await stack.stored(`sessions/${String(sid)}/factor`)).toBe(true);
    const { factors, recoveryCodesLeft } = await again.call('listFactors', {});
    expect(factors).toMatchObject([{ kind: 'totp', name: 'Authenticator' }]);
    expect(JSON.stringify(factors)).not.toContain(secret);
    expect(recoveryCodesLeft).toBe(10);
  });

  it('A73: a code is taken once, and none that is older than one taken', async () => {
    const { secret, code: enrolled } = await enrolTotp(await stack.moderator('nora'));
    const code = codeOf(secret, 1);
    const [first, second] = [await firstStep(), await firstStep()];
    expect(await statusOf('loginInternal', { challenge: first.challenge, code: enrolled })).toEqual([
      ...[401, 'wrong-code'],
    ]);
    const answers = await Promise.all(
      [first, second].map(({ challenge }) => statusOf('loginInternal', { challenge, code })),
    );
    expect(answers.map((answer) => JSON.stringify(answer)).sort()).toEqual([
      '[200,null]',
      '[401,"wrong-code"]',
    ]);
    const third = await firstStep();
    expect(await statusOf('loginInternal', { challenge: third.challenge, code })).toEqual([
      401,
      'wrong-code',
    ]);
  });

  it('A73: after five wrong codes even the right one is refused, by a new challenge, too', async () => {
    const { secret } = await enrolTotp(await stack.moderator('nora'));
    await stack.store({ 'server/known-addresses': null });
    const { challenge } = await firstStep();
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      statuses.push((await stack.wire('loginInternal', { challenge, code: '000000' })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const next = await firstStep();
    expect(await statusOf('loginInternal', { challenge: next.challenge, code: codeOf(secret, 1) })).toEqual([
      ...[429, 'too-many-attempts'],
    ]);
  });

  it('A73: an enrolment bears five wrong codes, and is void then', async () => {
    const operator = await stack.moderator('nora');
    const { ticket, secret = '' } = await operator.call('beginFactor', { kind: 'totp' });
    const codes = [];
    for (const code of [...Array.from({ length: 6 }, () => '000000'), codeOf(secret)]) {
      const answer = await operator.call('confirmFactor', { ticket, code }).catch((error: unknown) => error);
      codes.push((answer as { details?: { code?: string } }).details?.code);
    }
    expect(codes).toEqual([
      ...['wrong-code', 'wrong-code', 'wrong-code', 'wrong-code', 'wrong-code'],
      ...['too-many-attempts', 'code-expired'],
    ]);
    expect((await operator.call('listFactors', {})).factors).toEqual([]);
  });

  it('A76: a challenge opens nothing by itself, and not twice', async () => {
    const { secret } = await enrolTotp(await stack.moderator('nora'));
    const { challenge } = await firstStep();
    expect(await statusOf('beginFactor', { kind: 'totp', enrol: challenge })).toEqual([400, 'code-expired']);
    const bearer = { authorization: `Bearer ${challenge}` };
    expect((await stack.wire('listFactors', {}, bearer)).status).toBe(401);
    const proof = { challenge, code: codeOf(secret, 1) };
    expect((await stack.wire('loginInternal', proof)).status).toBe(200);
    expect(await statusOf('loginInternal', proof)).toEqual([400, 'code-expired']);
  });

  it('takes the place of a lost one by a recovery code, which is good once, however it is typed', async () => {
    const { recoveryCodes } = await enrolTotp(await stack.moderator('nora'));
    const [code = ''] = recoveryCodes;
    const typed = code.replaceAll('-', ' ').toUpperCase();
    const { challenge } = await firstStep();
    const client = await signedInWith(
      await stack.client().call('loginInternal', { challenge, recoveryCode: typed }),
    );
    expect((await client.call('listFactors', {})).recoveryCodesLeft).toBe(9);
    const next = await firstStep();
    expect(await statusOf('loginInternal', { challenge: next.challenge, recoveryCode: code })).toEqual([
      401,
      'wrong-code',
    ]);
    await mailAbout('A recovery code was used');
    const stored = JSON.stringify(await stack.stored('server/recovery-codes'));
    for (const each of recoveryCodes) expect(stored).not.toContain(each.replaceAll('-', ''));
  });

  it('A75: enrolling one ends every other session, keeps the own, and tells the owner by mail', async () => {
    const [desk, phone] = [await stack.moderator('nora'), await stack.moderator('nora')];
    await enrolTotp(desk);
    await expect(phone.call('listBrands', {})).rejects.toMatchObject({ details: { code: 'session-ended' } });
    expect((await desk.call('listSessions', {})).sessions).toMatchObject([{ current: true }]);
    await mailAbout('A second factor was added');
  });

  it('A71: is removed only by somebody who has just proven it again, and a password alone does not', async () => {
    const desk = await stack.moderator('nora');
    const { secret } = await enrolTotp(desk);
    await mailAbout('A second factor was added');
    await age(desk);
    const [factor] = (await desk.call('listFactors', {})).factors;
    const remove = (): Promise<unknown> => desk.call('removeFactor', { id: factor?.id ?? '' });
    const required = { details: { code: 'reauthentication-required' } };
    await expect(remove()).rejects.toMatchObject(required);
    await expect(desk.call('newRecoveryCodes', {})).rejects.toMatchObject(required);
    await expect(desk.call('beginFactor', { kind: 'totp' })).rejects.toMatchObject(required);
    expect(await desk.call('reauthenticationOptions', {})).toEqual({ factors: ['totp'] });
    await expect(desk.call('reauthenticate', { password })).rejects.toMatchObject({
      details: { code: 'second-factor-required' },
    });
    await desk.call('reauthenticate', { code: codeOf(secret, 1) });
    await remove();
    await mailAbout('A second factor was removed');
    expect(await desk.call('listFactors', {})).toMatchObject({ factors: [], recoveryCodesLeft: 0 });
    asSignedIn(await stack.client().call('loginInternal', { email: nora, password }));
  });

  it('has a name of its owner’s choice', async () => {
    const operator = await stack.moderator('nora');
    await enrolTotp(operator);
    const { id = '' } = (await operator.call('listFactors', {})).factors[0] ?? {};
    await operator.call('renameFactor', { id, name: ' My\u202e phone ' });
    expect((await operator.call('listFactors', {})).factors).toMatchObject([{ id, name: 'My phone' }]);
  });

  it('of somebody else is out of reach', async () => {
    const [mine, theirs] = [await stack.moderator('nora'), await stack.moderator('lucia')];
    await enrolTotp(theirs);
    const [factor] = (await theirs.call('listFactors', {})).factors;
    for (const request of [{ id: factor?.id ?? '' }, { id: factor?.id ?? '', name: 'Mine' }]) {
      const name = 'name' in request ? 'renameFactor' : 'removeFactor';
      await expect(mine.call(name, request as never)).rejects.toMatchObject({
        details: { code: 'not-found' },
      });
    }
    const { ticket, secret = '' } = await theirs.call('beginFactor', { kind: 'totp' });
    await expect(mine.call('confirmFactor', { ticket, code: codeOf(secret) })).rejects.toMatchObject({
      details: { code: 'refused' },
    });
    await expect(mine.call('resetFactors', { id: 'lucia' })).rejects.toMatchObject({
      details: { code: 'refused' },
    });
  });

  it('is reset by an admin, who has just proven who they are; its owner is signed out and told', async () => {
    const [admin, operator] = [await stack.moderator('admin'), await stack.moderator('nora')];
    await enrolTotp(operator);
    await mailAbout('A second factor was added');
    await age(admin);
    await expect(admin.call('resetFactors', { id: 'nora' })).rejects.toMatchObject({
      details: { code: 'reauthentication-required' },
    });
    await admin.call('reauthenticate', { password });
    expect(await admin.call('resetFactors', { id: 'nora' })).toEqual({ removed: 1 });
    await expect(operator.call('listFactors', {})).rejects.toMatchObject({
      details: { code: 'session-ended' },
    });
    await mailAbout('Your second factors were reset');
    asSignedIn(await stack.client().call('loginInternal', { email: nora, password }));
  });
});

describe('the policy', () => {
  it('A72: makes whoever has no second factor enrol one at the door, and only then opens a session', async () => {
    const admin = await stack.moderator('admin');
    await admin.call('saveSecurityPolicy', { secondFactor: { operator: true, admin: false } });
    expect(await stack.stored('moderators/nora/needsFactor')).toBe(true);
    expect(await stack.stored('moderators/admin/needsFactor')).toBeNull();
    const answer = await stack.client().call('loginInternal', { email: nora, password });
    expect(Object.keys(answer)).toEqual(['enrol']);
    const { enrol } = answer as { enrol: string };
    const { ticket, secret = '', uri } = await stack.client().call('beginFactor', { kind: 'totp', enrol });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Foyer:nora%40test\.example\?/);
    expect(await statusOf('confirmFactor', { ticket, code: '000000' })).toEqual([401, 'wrong-code']);
    const { recoveryCodes, signedIn } = await stack
      .client()
      .call('confirmFactor', { ticket, code: codeOf(secret) });
    expect(recoveryCodes).toHaveLength(10);
    const client = await signedInWith(signedIn);
    expect((await client.call('listFactors', {})).demanded).toBe(true);
    expect(await statusOf('beginFactor', { kind: 'totp', enrol })).toEqual([400, 'code-expired']);
  });

  it('A76: the ticket of one step is none of another', async () => {
    await stack.store({ 'moderators/nora/needsFactor': true });
    const answer = await stack.client().call('loginInternal', { email: nora, password });
    const { enrol } = answer as { enrol: string };
    const { challenge } = await stack.client().call('signInOptions', {});
    const { ticket } = await stack.client().call('beginFactor', { kind: 'totp', enrol });
    for (const [name, request] of [
      ['loginInternal', { challenge: enrol, code: '123456' }],
      ['loginInternal', { challenge: ticket, code: '123456' }],
      ['confirmFactor', { ticket: enrol, code: '123456' }],
      ['confirmFactor', { ticket: challenge, code: '123456' }],
      ['beginFactor', { kind: 'totp', enrol: ticket }],
      ['resetPassword', { code: enrol, password }],
    ] as const) {
      expect(await statusOf(name, request), JSON.stringify(request)).toEqual([400, 'code-expired']);
    }
  });

  it('A72: refuses every call of a session without a second factor from the moment it is saved', async () => {
    const [admin, operator] = [await stack.moderator('admin'), await stack.moderator('nora')];
    await operator.call('listBrands', {});
    await admin.call('saveSecurityPolicy', { secondFactor: { operator: true, admin: true } });
    for (const [client, name, request] of [
      [operator, 'listBrands', {}],
      [operator, 'searchArchive', { text: 'x' }],
      [operator, 'beginFactor', { kind: 'totp' }],
      [admin, 'listModerators', {}],
      [admin, 'conversationReport', { brand: 'acme', from: 0, to: 1, timeZone: 'UTC' }],
      [admin, 'saveSecurityPolicy', { secondFactor: { operator: false, admin: false } }],
    ] as const) {
      await expect(client.call(name, request as never), name).rejects.toMatchObject({
        details: { code: 'second-factor-required' },
      });
    }
  });

  it('binds whoever comes into a role later', async () => {
    const admin = await stack.moderator('admin');
    await admin.call('saveSecurityPolicy', { secondFactor: { operator: true, admin: false } });
    const { id } = await admin.call('saveModerator', {
      ...{ email: 'new@test.example', name: 'New', role: 'operator', active: true, everyBrand: false },
      ...{ brands: ['acme'], password },
    });
    expect(await stack.stored(`moderators/${id}/needsFactor`)).toBe(true);
  });

  it('binds an account that was made past the desk', async () => {
    await stack.store({ 'server/security-policy/secondFactor': { operator: true, admin: false } });
    const answer = await stack.client().call('loginInternal', { email: nora, password });
    expect(Object.keys(answer)).toEqual(['enrol']);
  });

  it('A79: is for admins of every brand', async () => {
    const operator = await stack.moderator('nora');
    await expect(operator.call('securityPolicy', {})).rejects.toMatchObject({ details: { code: 'refused' } });
    await stack.store({ 'moderators/nora/level': 3 });
    const { token } = asSignedIn(await stack.client().call('loginInternal', { email: nora, password }));
    const admin = stack.client();
    await admin.signIn(token);
    await expect(
      admin.call('saveSecurityPolicy', { secondFactor: { operator: false, admin: true } }),
    ).rejects.toMatchObject({ details: { code: 'refused' } });
    await stack.store({ 'moderators/nora/level': 2 });
  });
});

describe('a passkey', () => {
  async function enrolPasskey(who: Client): Promise<ReturnType<typeof createAuthenticator>> {
    const authenticator = createAuthenticator(party);
    const { ticket, passkey } = await who.call('beginFactor', { kind: 'passkey' });
    await who.call('confirmFactor', {
      ticket,
      name: 'Nora’s key',
      attestation: authenticator.create(passkey),
    });
    return authenticator;
  }

  it('signs in by itself, and counts as two factors', async () => {
    const authenticator = await enrolPasskey(await stack.moderator('nora'));
    const { challenge, passkey } = await stack.client().call('signInOptions', {});
    const assertion = authenticator.get(passkey);
    const client = await signedInWith(await stack.client().call('loginInternal', { challenge, assertion }));
    const { id, sid } = await client.claims();
    expect([id, await stack.stored(`sessions/${String(sid)}/factor`)]).toEqual(['nora', true]);
    expect(await statusOf('loginInternal', { challenge, assertion })).toEqual([400, 'code-expired']);
  });

  it('is the second step after a password', async () => {
    const authenticator = await enrolPasskey(await stack.moderator('nora'));
    const { challenge, factors, passkey } = await firstStep();
    expect(factors).toEqual(['passkey', 'recovery']);
    const answer = { challenge, assertion: authenticator.get(passkey) };
    asSignedIn(await stack.client().call('loginInternal', answer));
  });

  it('A76: is not taken for another challenge, from another origin, or without the owner’s finger', async () => {
    const operator = await stack.moderator('nora');
    const authenticator = await enrolPasskey(operator);
    const { challenge, passkey } = await firstStep();
    const other = await firstStep();
    expect(
      await statusOf('loginInternal', { challenge, assertion: authenticator.get(other.passkey) }),
    ).toEqual([401, 'wrong-code']);
    const stranger = createAuthenticator(party);
    stranger.create({ challenge: 'x', user: { id: Buffer.from('nora').toString('base64url') } });
    expect(await statusOf('loginInternal', { challenge, assertion: stranger.get(passkey) })).toEqual([
      ...[401, 'wrong-code'],
    ]);
    const { ticket, passkey: creation } = await operator.call('beginFactor', { kind: 'passkey' });
    for (const wrong of [
      createAuthenticator({ ...party, origin: 'https://evil.example' }),
      createAuthenticator({ ...party, rpId: 'evil.example' }),
      createAuthenticator(party, { verifies: false }),
    ]) {
      const attestation = wrong.create(creation);
      await expect(operator.call('confirmFactor', { ticket, attestation })).rejects.toMatchObject({
        details: { code: 'wrong-code' },
      });
    }
  });

  it('A69: tells a disabled owner, a stranger and nobody apart to nobody', async () => {
    const authenticator = await enrolPasskey(await stack.moderator('nora'));
    await stack.store({ 'moderators/nora/active': false });
    const answers = [];
    for (const who of ['nora', 'nobody', '../x']) {
      const { challenge, passkey } = await stack.client().call('signInOptions', {});
      const assertion = authenticator.get(passkey) as { response: object };
      const userHandle = Buffer.from(who).toString('base64url');
      const { status, error } = await stack.wire('loginInternal', {
        challenge,
        assertion: { ...assertion, response: { ...assertion.response, userHandle } },
      });
      answers.push(JSON.stringify([status, error]));
    }
    await stack.store({ 'moderators/nora/active': true });
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('wrong-credentials');
  });

  it('proves anew who is at the desk', async () => {
    const desk = await stack.moderator('nora');
    const authenticator = await enrolPasskey(desk);
    await age(desk);
    const { factors, challenge = '', passkey } = await desk.call('reauthenticationOptions', {});
    expect(factors).toEqual(['passkey']);
    await desk.call('reauthenticate', { challenge, assertion: authenticator.get(passkey) });
    await desk.call('newRecoveryCodes', {});
  });
});

describe('sessions', () => {
  it('are listed with browser, address and time, and end one by one, or all but this one', async () => {
    const [desk, phone, old] = await Promise.all([1, 2, 3].map(() => stack.moderator('nora')));
    if (!desk || !phone || !old) throw new Error('three');
    await stack.store({ 'server/moderator-sessions/nora/from-before': Date.now() + 60_000 });
    const { sessions } = await desk.call('listSessions', {});
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(sessions.find(({ current }) => current)).toMatchObject({ address: '127.0.0.1' });
    const { sid } = await phone.claims();
    await desk.call('endSessions', { sid: String(sid) });
    await expect(phone.call('listBrands', {})).rejects.toMatchObject({ details: { code: 'session-ended' } });
    await old.call('listBrands', {});
    await desk.call('endSessions', { which: 'others' });
    await expect(old.call('listBrands', {})).rejects.toMatchObject({ details: { code: 'session-ended' } });
    expect((await desk.call('listSessions', {})).sessions).toHaveLength(1);
    await desk.call('endSessions', { which: 'all' });
    await expect(desk.call('listBrands', {})).rejects.toMatchObject({ details: { code: 'session-ended' } });
  });

  it('A79: of others are an admin’s matter', async () => {
    const [operator, other, admin] = await Promise.all([
      stack.moderator('nora'),
      stack.moderator('lucia'),
      stack.moderator('admin'),
    ]);
    const refused = { details: { code: 'refused' } };
    await expect(operator.call('listSessions', { of: 'lucia' })).rejects.toMatchObject(refused);
    await expect(operator.call('endSessions', { of: 'lucia', which: 'all' })).rejects.toMatchObject(refused);
    const { sid } = await other.claims();
    await expect(operator.call('endSessions', { sid: String(sid) })).rejects.toMatchObject({
      details: { code: 'not-found' },
    });
    await other.call('listBrands', {});
    await admin.call('endSessions', { of: 'lucia', which: 'all' });
    await expect(other.call('listBrands', {})).rejects.toMatchObject({ details: { code: 'session-ended' } });
    const lines = Object.values((await stack.stored('server/audit')) as Record<string, object>);
    expect(lines).toContainEqual(
      expect.objectContaining({ actorId: 'admin', action: 'session.end', outcome: 'done', target: 'lucia' }),
    );
  });
});
