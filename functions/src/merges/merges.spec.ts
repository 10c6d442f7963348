import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-merges-'));
const file = join(folder, 'archive.sqlite');
const HOUR = 60 * 60_000;
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${file}` });
  // Makes the archive's tables.
  await stack.firebase.runSchedule('archiveSweep');
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => stack.store({ 'server/merges': null }));

/** Whose conversation it is, as the archive has it. */
function ownerOf(room: string): unknown {
  const archive = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    return archive.prepare('select visitor_id from conversations where id = ?').get(room)?.['visitor_id'];
  } finally {
    archive.close();
  }
}

/** A conversation that is in the archive. */
async function archived(brand = 'acme'): Promise<{ readonly room: string; readonly by: string }> {
  const visitor = await stack.visitor(brand);
  const { room } = await visitor.openRoom('before');
  const by = await eventually(
    () => Promise.resolve(ownerOf(room)),
    (owner) => owner !== undefined,
  );
  return { room, by: String(by) };
}

function job(from: string, agoMs: number, brand = 'acme'): object {
  return { brand, from, to: 'x_somebody', at: Date.now() - agoMs };
}

const waiting = async (): Promise<readonly string[]> =>
  Object.keys((await stack.stored('server/merges')) ?? {});

describe('the archive’s share of a merge', () => {
  it('is done by the sweep, for the one guest of the one brand, and is then forgotten', async () => {
    const [guest, other, elsewhere] = [await archived(), await archived(), await archived('globex')];
    await stack.store({
      'server/merges/a': job(guest.by, HOUR),
      // The same id at another brand is somebody else.
      'server/merges/b': job(elsewhere.by, HOUR),
    });
    await stack.firebase.runSchedule('archiveSweep');
    expect([ownerOf(guest.room), ownerOf(other.room)]).toEqual(['x_somebody', other.by]);
    expect(ownerOf(elsewhere.room)).toBe(elsewhere.by);
    expect(await waiting()).toEqual([]);
  });

  it('waits until what was under way has settled', async () => {
    const guest = await archived();
    await stack.store({ 'server/merges/fresh': job(guest.by, 0) });
    await stack.firebase.runSchedule('archiveSweep');
    expect([ownerOf(guest.room), await waiting()]).toEqual([guest.by, ['fresh']]);
  });

  it('of more than one run can do goes on in the next one, in the order of time', async () => {
    const guest = await archived();
    const early: Record<string, object> = {};
    for (let index = 0; index < 200; index += 1)
      early[`server/merges/a${String(index).padStart(3, '0')}`] = job(`g_${index}`, HOUR);
    await stack.store({ ...early, 'server/merges/b': job(guest.by, HOUR) });
    await stack.firebase.runSchedule('archiveSweep');
    expect([ownerOf(guest.room), await waiting()]).toEqual([guest.by, ['b']]);
    await stack.firebase.runSchedule('archiveSweep');
    expect([ownerOf(guest.room), await waiting()]).toEqual(['x_somebody', []]);
  });
});
