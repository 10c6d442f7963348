import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { print } from '../print.ts';
import type { Usage } from '../serve.ts';
import { Worker } from '../worker.ts';

const PER_SECOND = 500;
const SAMPLE_EVERY_MS = 1_000;
const PRINTED = 20;

/**
 * Resident memory during a steady stream into a folder: its highest until the end, beside its highest until a quarter of
 * the time. Memory is a saw, since garbage is only collected now and then; single moments of it compare by chance.
 */
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
      while (samples.length < ms / SAMPLE_EVERY_MS) {
        await wait(SAMPLE_EVERY_MS);
        samples.push((await server.ask<Usage>('usage')).rss / 1024 / 1024);
      }
      const { written, acknowledged } = await finished;
      const early = Math.max(...samples.slice(0, samples.length / 4));
      const highest = Math.max(...samples);
      print(
        `\n${minutes} min at ${PER_SECOND} messages/s with the same volume of data (${acknowledged} of ${written} acknowledged): ` +
          `at most ${highest.toFixed(0)} MB resident, ${(highest / early).toFixed(2)} times the most of the first quarter`,
      );
      const every = samples.length / PRINTED;
      const shown = Array.from({ length: PRINTED }, (_, part) =>
        Math.max(...samples.slice(part * every, (part + 1) * every)).toFixed(0),
      );
      print(`  most MB of each twentieth: ${shown.join(' ')}`);
    } finally {
      await load.end();
    }
  } finally {
    await server.end();
    rmSync(folder, { recursive: true });
  }
}
