import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProductResult } from '../loads/product-sends.ts';
import type { RuleResult } from '../loads/rule-expressions.ts';
import { print, printTable, whole } from '../print.ts';
import { sharesOf } from '../profile.ts';
import type { Usage } from '../serve.ts';
import { Worker } from '../worker.ts';

const SERVER = 'servers/product.js';
const FLOOR = 'servers/product-floor.js';

interface Measured extends ProductResult {
  readonly cpuUs: number;
}

/** Sends a second under this product's rules, where the server's time goes, and rule expressions a second. */
export async function measureProduct(ms: number, visitors: number): Promise<void> {
  const [floor, real] = [await measure(FLOOR, ms, visitors), await measure(SERVER, ms, visitors)];
  const rowOf = (name: string, { perSecond, cpuUs, p50Ms, p99Ms, refused, sends }: Measured): string[] => [
    ...[name, whole(perSecond), cpuUs.toFixed(1), whole(1e6 / cpuUs)],
    ...[`${((100 * floor.cpuUs) / cpuUs).toFixed(0)} %`, p50Ms.toFixed(1), p99Ms.toFixed(1)],
    `${refused} of ${whole(sends)}`,
  ];
  printTable(
    `This product's rules, ${whole(visitors)} visitors connected, each listening to a room`,
    ['', 'sends/s', 'server µs', 'sends/s of one core', 'of floor', 'p50 ms', 'p99 ms', 'refused'],
    [rowOf('parse and answer only', floor), rowOf('local Firebase', real)],
  );
  const folder = mkdtempSync(join(tmpdir(), 'foyer-profile-'));
  try {
    await measure(SERVER, ms, visitors, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    print('\n  Where the server spends that (sign-in and connecting included):');
    for (const [part, share] of sharesOf(folder))
      print(`  ${(share * 100).toFixed(1).padStart(5)} %  ${part}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const rules = await resultOf<RuleResult>('loads/rule-expressions.js');
  print(
    `\n  Rules alone: ${whole(rules.sendsPerSecond)} sends/s, ${whole(rules.expressionsPerSecond)} expressions/s ` +
      `(${rules.rulesPerSend.toFixed(0)} rules with ${rules.expressionsPerSend.toFixed(0)} operators and calls for each send)`,
  );
}

async function measure(
  script: string,
  ms: number,
  visitors: number,
  flags: readonly string[] = [],
): Promise<Measured> {
  const server = new Worker(script, [String(visitors)], flags);
  try {
    const { port, authUrl } = await server.next<{ port: number; authUrl: string }>();
    const args = [String(port), authUrl, String(visitors), String(ms)];
    const load = new Worker('loads/product-sends.js', args);
    try {
      await load.next();
      const before = await server.ask<Usage>('usage');
      const result = await load.ask<ProductResult>('go');
      const after = await server.ask<Usage>('usage');
      return { ...result, cpuUs: (after.cpuUs - before.cpuUs) / result.sends };
    } finally {
      await load.end();
    }
  } finally {
    await server.end();
  }
}

async function resultOf<Result>(script: string): Promise<Result> {
  const worker = new Worker(script);
  try {
    return await worker.next<Result>();
  } finally {
    await worker.end();
  }
}
