import type { FanOutResult } from '../loads/fan-out.ts';
import { print, printTable, whole } from '../print.ts';
import { contestants } from '../protocols/protocols.ts';
import type { Usage } from '../serve.ts';
import { Worker } from '../worker.ts';

const LISTENERS = [1, 10, 100] as const;
const FLOOR = 'ws relay';

interface Measured extends FanOutResult {
  /** Processor time of the server for one message, in microseconds. */
  readonly cpuUs: number;
}

/** Messages a second and delay from one writer to 1, 10 and 100 listeners, for every contestant. */
export async function measureFanOut(ms: number): Promise<void> {
  for (const listeners of LISTENERS) {
    const measured = new Map<string, Measured>();
    for (const name of contestants.keys()) measured.set(name, await measure(name, listeners, ms));
    const floor = measured.get(FLOOR);
    const rows = [...measured].map(([name, result]) => [
      name,
      whole(result.perSecond),
      floor === undefined ? '' : `${((100 * result.perSecond) / floor.perSecond).toFixed(0)} %`,
      whole(result.cpuUs),
      floor === undefined ? '' : `${((100 * floor.cpuUs) / result.cpuUs).toFixed(0)} %`,
      result.p50Ms.toFixed(2),
      result.p99Ms.toFixed(2),
      whole(result.bytesPerMessage),
    ]);
    const head = ['', 'messages/s', 'of relay', 'server µs', 'of relay', 'p50 ms', 'p99 ms', 'bytes'];
    printTable(`One writer, ${listeners} listener${listeners === 1 ? '' : 's'}, open rules`, head, rows);
  }
  print(
    '\n  messages/s: through to all listeners; server µs: its processor time for one message (relay = 100 %);',
  );
  print('  p50, p99: from writer to listener at 200 messages/s; bytes: of one delivered message.');
}

async function measure(name: string, listeners: number, ms: number): Promise<Measured> {
  const server = new Worker(contestants.get(name)?.server ?? '');
  try {
    const { port } = await server.next<{ port: number }>();
    const load = new Worker('loads/fan-out.js', [name, String(port), String(listeners), String(ms)]);
    try {
      await load.next();
      const before = await server.ask<Usage>('usage');
      await load.ask('go');
      const after = await server.ask<Usage>('usage');
      const result = await load.ask<FanOutResult>('go on');
      return { ...result, cpuUs: (after.cpuUs - before.cpuUs) / result.messages };
    } finally {
      await load.end();
    }
  } finally {
    await server.end();
  }
}
