import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import { FIXTURE_FUNCTIONS, postJson, temporaryFolder, TestStack } from '../test-stack.ts';

const NAMESPACE = 'demo-test-default-rtdb';

it('F12 what functions have yet to get is kept in the folder, and delivered after the next start', async () => {
  const folder = await temporaryFolder();
  const clock = createManualClock(Date.now());
  const lines: string[] = [];
  const start = (): Promise<TestStack> =>
    TestStack.start({
      ...{ folder: folder.path, clock },
      functions: { source: FIXTURE_FUNCTIONS },
      log: (line) => lines.push(line),
    });
  let stack = await start();
  try {
    const { urls } = stack.firebase;
    const write = (changes: object): Promise<Response> =>
      fetch(`${urls.database}/.json?ns=${NAMESPACE}`, {
        method: 'PATCH',
        headers: { authorization: 'Bearer owner' },
        body: JSON.stringify(changes),
      });
    await write({ 'rooms/r1/failing': { failFirst: 1 } });
    await expect.poll(() => lines.some((line) => line.includes('next try in 1000 ms'))).toBe(true);
    const queue = `${urls.functions}/projects/demo-test/locations/us-central1/queues/work/tasks`;
    const task = {
      name: 'projects/demo-test/locations/us-central1/queues/work/tasks/t1',
      scheduleTime: new Date(clock.now() + 60_000).toISOString(),
      httpRequest: {
        body: Buffer.from('{"data":{"n":1}}').toString('base64'),
        headers: { 'content-type': 'application/json' },
      },
    };
    expect((await postJson(queue, { task })).status).toBe(200);
    await stack.firebase.functions.stop();
    await write({ 'rooms/r1/waiting': 'while away' });
    // Written soon after, so that even a process that is killed leaves it behind.
    const file = join(folder.path, 'functions-queue.json');
    await expect.poll(async () => (await readFile(file, 'utf8')).includes('while away')).toBe(true);
    await stack.close();

    stack = await start();
    const again = `${stack.firebase.urls.functions}/projects/demo-test/locations/us-central1/queues/work/tasks`;
    expect((await postJson(again, { task })).status).toBe(409);
    clock.advance(1_000);
    await stack.firebase.idle();
    clock.advance(60_000);
    await stack.firebase.idle();
    const { notes } = stack.firebase.dump() as { notes: Record<string, { kind: string; message?: string }> };
    const seen = Object.values(notes).map(({ kind, message }) => `${kind} ${message ?? ''}`);
    expect(seen.sort()).toEqual(['created failing', 'created waiting', 'task ']);
  } finally {
    await stack.close();
    await folder.remove();
  }
});
