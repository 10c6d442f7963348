import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSignedIn } from '@foyer/shared-core/model';
import { eventually, password, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-log-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}` });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

const logged = (isWanted: (line: string) => boolean): Promise<readonly string[]> =>
  eventually(
    () => stack.lines.filter(isWanted),
    (found) => found.length > 0,
  );

describe('the log', () => {
  it('A112: counts every refusal by function, reason and brand, also of whoever is nobody', async () => {
    await stack.wire('listBans', { brand: 'acme' });
    const [line = ''] = await logged((one) => one.includes('call.refused') && one.includes('listBans'));
    for (const part of ['not-signed-in', 'acme', 'WARNING']) expect(line).toContain(part);
    const lucia = await stack.moderator('lucia');
    await expect(lucia.call('listBans', { brand: 'acme' })).rejects.toThrow();
    const [second = ''] = await logged((one) => one.includes('call.refused') && one.includes('operator'));
    expect(second).toContain('refused');
  });

  it('A105: holds no password, token, secret, address or name, and nothing that anybody wrote', async () => {
    const session = 'b7e23ec29af22b0b4e41da31e868d572';
    const answer = await stack.client().call('loginExternal', {
      ...{
        brandId: 'acme',
        userId: 'user-4711',
        userName: 'Mara Mustermann',
        customAnonymousSession: session,
      },
    });
    const visitor = stack.client();
    await visitor.signIn(answer.token);
    const { room } = await visitor.openRoom('my credit card is 4111 1111 1111 1111');
    const signedIn = asSignedIn(
      await stack.client().call('loginInternal', { email: people.nora.email, password }),
    );
    const nora = stack.client();
    await nora.signIn(signedIn.token);
    await stack.wire('loginInternal', { email: people.nora.email, password: 'a wrong password' });
    await stack.wire('loginInternal', { email: 'unknown@test.example', password: 'a wrong password' });
    await stack.wire('saveModerator', { email: 'new@test.example', password: 'long enough 1' });
    await nora.call('searchArchive', { text: 'credit card' });
    await nora.call('fileLink', { brand: 'acme', room, message: 'none' }).catch(() => undefined);
    await nora.call('banVisitor', {
      ...{ brand: 'acme', visitorId: answer.id, address: true, until: Date.now() + 60_000, reason: 'swears' },
    });
    await logged((line) => line.includes('sign-in.moderator'));
    await stack.firebase.idle();
    const text = stack.lines.join('\n');
    expect(text).toContain('sign-in.visitor');
    for (const private_ of [
      ...[session, 'user-4711', 'Mustermann', answer.token, answer.sessionSecret, '4111', 'credit card'],
      ...[password, 'a wrong password', 'long enough 1', people.nora.email, 'unknown@test.example'],
      ...[signedIn.token, await nora.idToken(), await visitor.idToken(), '127.0.0.1"', 'swears', 'Bearer'],
    ]) {
      expect(text, private_).not.toContain(private_);
    }
  });
});
