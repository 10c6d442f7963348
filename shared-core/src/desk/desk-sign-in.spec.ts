import { describe, expect, it } from 'vitest';
import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import { createDeskSignIn } from './desk-sign-in.ts';
import type { DeskSignIn } from './desk-sign-in.ts';

const signedIn = { token: 't', id: 'olga', firebaseConfig: { projectId: 'p' } as FirebaseConfig };

/** The way in over functions that answer as told; `said` is what they were asked, `opened` what the desk was opened with. */
function wayIn(answers: readonly unknown[]): { way: DeskSignIn; said: unknown[]; opened: unknown[] } {
  const said: unknown[] = [];
  const opened: unknown[] = [];
  const left = [...answers];
  const way = createDeskSignIn({
    call: (name, request) => {
      said.push([name, request]);
      return Promise.resolve(left.shift());
    },
    open: (answer) => {
      opened.push(answer);
      return Promise.resolve();
    },
  });
  return { way, said, opened };
}

describe('the way into the desk', () => {
  it('asks for the second factor, and opens the desk only then', async () => {
    const step = { challenge: 'c', factors: ['totp', 'recovery'] };
    const { way, said, opened } = wayIn([step, signedIn]);
    expect(await way.signIn('olga@demo.test', 'secret')).toEqual(step);
    expect(opened).toEqual([]);
    expect(await way.continueSignIn({ challenge: 'c', code: '123456' })).toBeNull();
    expect(opened).toEqual([signedIn]);
    expect(said).toEqual([
      ['loginInternal', { email: 'olga@demo.test', password: 'secret' }],
      ['loginInternal', { challenge: 'c', code: '123456' }],
    ]);
  });

  it('shows the recovery codes before it enters', async () => {
    const { way, opened } = wayIn([{ enrol: 'e' }, { recoveryCodes: ['a-b'], signedIn }]);
    expect(await way.signIn('olga@demo.test', 'secret')).toEqual({ enrol: 'e' });
    const { recoveryCodes, enter } = await way.completeEnrolment({ ticket: 't', code: '123456' });
    expect([recoveryCodes, opened]).toEqual([['a-b'], []]);
    await enter();
    expect(opened).toEqual([signedIn]);
  });

  it('does not take the enrolment of somebody who is signed in for a way in', async () => {
    const { way } = wayIn([{ recoveryCodes: ['a-b'] }]);
    await expect(way.completeEnrolment({ ticket: 't' })).rejects.toMatchObject({ code: 'failed' });
  });
});
