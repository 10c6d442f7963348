import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print, whole } from '../print.ts';
import { Worker } from '../worker.ts';

/** How long a start takes that finds so many messages stored. */
export async function measureStartUp(): Promise<void> {
  print('\nStart-up with stored messages\n');
  for (const count of [0, 200_000, 1_000_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-stored-'));
    try {
      if (count > 0) await run('fill', folder, count);
      const { ms, rss } = await run<{ ms: number; rss: number }>('start', folder, count);
      print(`  ${whole(count).padStart(9)}   ${whole(ms)} ms, ${whole(rss / 1024 / 1024)} MB resident`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

async function run<Result>(task: string, folder: string, count: number): Promise<Result> {
  const worker = new Worker('loads/stored-messages.js', [task, folder, String(count)]);
  try {
    return await worker.next<Result>();
  } finally {
    await worker.end();
  }
}
