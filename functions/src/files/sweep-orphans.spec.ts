import { systemClock, type Clock } from '@foyer/local-firebase';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-orphans-'));
const HOUR = 60 * 60_000;
const text = Buffer.from('a file');
/** A clock that is put forward. */
let ahead = 0;
const clock: Clock = { ...systemClock, now: () => Date.now() + ahead };

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}`, clock });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

const sweep = (): Promise<void> => stack.firebase.runSchedule('orphanSweep');

async function stored(): Promise<readonly string[]> {
  const { storage } = stack.firebase.urls;
  const { storageBucket } = stack.firebase.firebaseConfig;
  const url = `${storage}/storage/v1/b/${storageBucket}/o?prefix=uploads/`;
  const answer = await fetch(url, { headers: { authorization: 'Bearer owner' } });
  const { items = [] } = (await answer.json()) as { items?: readonly { name: string }[] };
  return items.map(({ name }) => name).sort();
}

describe('an upload whose message never came', () => {
  it('A65: is gone within a day, and no file that a message names, be it in the archive only', async () => {
    const visitor = await stack.visitor();
    const { id } = await visitor.claims();
    const { room } = await visitor.openRoom('files');
    const to = { brand: 'acme', room };
    const sent = await visitor.sendFile(to, { name: 'sent.txt', type: 'text/plain', bytes: text });
    const kept = await visitor.sendFile(to, { name: 'kept.txt', type: 'text/plain', bytes: text });
    await stack.firebase.runSchedule('archiveSweep');
    await stack.store({ [`room-messages/acme/${room}/${kept.message}`]: null });
    const orphans = Array.from({ length: 130 }, (_, index) => `uploads/acme/${String(id)}/${room}/o${index}`);
    for (const path of orphans) await visitor.upload(path, 'text/plain', text);
    expect(await stored()).toHaveLength(132);

    ahead += 11 * HOUR;
    await sweep();
    expect(await stored()).toHaveLength(132);

    ahead += 2 * HOUR;
    await sweep();
    const left = await eventually(stored, (files) => files.length === 2);
    expect(left).toEqual([sent.path, kept.path].sort());
    expect(await stack.stored('server/orphans-swept-to')).toBeNull();
  });
});
