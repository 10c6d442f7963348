import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { limits, paths, SERVER_TIME } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { eventually, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-attendance-'));
const lease = (uid: string, slot = 'c01'): string => `${paths.deskPresence(uid)}/${slot}`;
let stack: Stack;
let nora: Client;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}` });
  nora = await stack.moderator('nora');
});
afterEach(async () => {
  stack.deliver([0]);
  await stack.store({ 'desk-presence': null, 'moderators/nora/active': true });
  await stack.firebase.idle();
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

function isStaffed(brand: string): Promise<unknown> {
  return stack.stored(`${paths.staffed(brand)}/on`);
}

async function takeLease(): Promise<void> {
  await nora.update({ [lease('nora')]: { at: SERVER_TIME } });
}

/** What visitors are told in the end. */
function told(brand: string, on: boolean): Promise<unknown> {
  return eventually(
    () => isStaffed(brand),
    (now) => now === on,
  );
}

it('tells the visitors of a brand, and of no other, that somebody has come to its desk and gone', async () => {
  await stack.firebase.runSchedule('deskSweep');
  expect(await isStaffed('acme')).toBe(false);
  await takeLease();
  expect(await told('acme', true)).toBe(true);
  expect(await isStaffed('globex')).toBe(false);
  await nora.update({ [lease('nora')]: null });
  expect(await told('acme', false)).toBe(false);
});

it('says nothing of who it is, nor of how many', async () => {
  await stack.store({
    [lease('nora', 'c02')]: { at: Date.now() },
    [lease('admin')]: { at: Date.now() },
  });
  expect(await told('acme', true)).toBe(true);
  expect(await told('globex', true)).toBe(true);
  const mark = await stack.stored(paths.staffed('acme'));
  expect(Object.keys(mark as object).sort()).toEqual(['at', 'on']);
});

it('one of two who goes leaves the desk staffed', async () => {
  await takeLease();
  await stack.store({ [lease('admin')]: { at: Date.now() } });
  await stack.firebase.idle();
  await nora.update({ [lease('nora')]: null });
  await stack.firebase.idle();
  expect(await isStaffed('acme')).toBe(true);
});

it('a desk that was left without a goodbye is found empty, and the lapsed lease goes', async () => {
  await stack.store({ [lease('nora')]: { at: Date.now() } });
  expect(await told('acme', true)).toBe(true);
  await stack.store({ [`${lease('nora')}/at`]: Date.now() - limits.leaseMaxAgeMs - 20_000 });
  await stack.firebase.runSchedule('deskSweep');
  expect(await told('acme', false)).toBe(false);
  expect(await stack.stored('desk-presence')).toBeNull();
});

it('lost events are mended by the sweep, and repeated ones that overtake each other change nothing', async () => {
  stack.deliver([]);
  await takeLease();
  await stack.firebase.idle();
  expect(await isStaffed('acme')).toBe(false);
  await stack.firebase.runSchedule('deskSweep');
  expect(await isStaffed('acme')).toBe(true);
  stack.deliver([0, 150, 300]);
  await nora.update({ [lease('nora')]: null });
  await nora.update({ [lease('nora', 'c02')]: { at: SERVER_TIME } });
  await stack.firebase.idle();
  expect(await isStaffed('acme')).toBe(true);
});

it('somebody whose account was disabled is nobody', async () => {
  await takeLease();
  expect(await told('acme', true)).toBe(true);
  await stack.store({ 'moderators/nora/active': false });
  await stack.firebase.runSchedule('deskSweep');
  expect(await isStaffed('acme')).toBe(false);
});
