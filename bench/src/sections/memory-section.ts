import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { print } from '../print.ts';
import type { Usage } from '../serve.ts';
import { Worker } from '../worker.ts';

const PER_SECOND = 500;
const SAMPLES = 20;

/** Resident memory at the end of a steady stream into a folder, beside that after a quarter of the time. */
export async function measureMemory(minutes: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-memory-'));
  const server = new Worker('servers/open-database.js', [folder]);
  try {
    const { port } = await server.next<{ port: number }>();
    const ms = minutes * 60_000;
    const load = new Worker('loads/steady-stream.js', [String(port), String(PER_SECOND), String(ms)]);
    try {
      const finished = load.next<{ written: number; acknowledged: number }>(ms + 60_000);
      const samples: number[] = [];
      while (samples.length < SAMPLES) {
        await wait(ms / SAMPLES);
        samples.push((await server.ask<Usage>('usage')).rss / 1024 / 1024);
      }
      const { written, acknowledged } = await finished;
      const [quarter = Number.NaN, last = Number.NaN] = [samples[SAMPLES / 4 - 1], samples.at(-1)];
      print(
        `\n${minutes} min at ${PER_SECOND} messages/s with the same volume of data (${acknowledged} of ${written} acknowledged): ` +
          `${last.toFixed(0)} MB resident, ${(last / quarter).toFixed(2)} times that after a quarter of it`,
      );
      print(`  MB over time: ${samples.map((value) => value.toFixed(0)).join(' ')}`);
    } finally {
      await load.end();
    }
  } finally {
    await server.end();
    rmSync(folder, { recursive: true });
  }
}
