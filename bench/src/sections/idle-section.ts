import { print, whole } from '../print.ts';
import type { Usage } from '../serve.ts';
import { Worker } from '../worker.ts';

const CLIENTS = 2000;

/** What a connected client costs that listens and is silent. */
export async function measureIdleClients(): Promise<void> {
  const server = new Worker('servers/open-database.js', [], ['--expose-gc']);
  try {
    const { port } = await server.next<{ port: number }>();
    const before = await server.ask<Usage>('usage');
    const load = new Worker('loads/idle-clients.js', [String(port), String(CLIENTS)]);
    try {
      const { ms } = await load.next<{ ms: number }>();
      const after = await server.ask<Usage>('usage');
      const perClient = (key: 'heapUsed' | 'rss'): string =>
        ((after[key] - before[key]) / CLIENTS / 1024).toFixed(1);
      print(
        `\n${whole(CLIENTS)} clients, two listens each: ${perClient('rss')} KB resident and ${perClient('heapUsed')} KB heap ` +
          `a client; connected in ${(ms / 1000).toFixed(1)} s`,
      );
    } finally {
      await load.end();
    }
  } finally {
    await server.end();
  }
}
