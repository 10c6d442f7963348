// Measures local Firebase beside a bare WebSocket relay and Socket.IO. Figures are printed, none is demanded: machines differ.
import { parseArgs } from 'node:util';
import { measureFanOut } from './sections/fan-out-section.ts';
import { measureIdleClients } from './sections/idle-section.ts';
import { measureMemory } from './sections/memory-section.ts';
import { measureProduct } from './sections/product-section.ts';
import { measureStartUp } from './sections/start-up-section.ts';
import { print } from './print.ts';
import { availableParallelism, cpus, loadavg } from 'node:os';

const USAGE = `Usage: npm run bench:database -- [options]

  --only NAMES          of fan-out, product, idle, start-up, memory; separated by commas (default: all)
  --seconds N           how long each measurement lasts (default: 5)
  --visitors N          visitors who send under this product's rules (default: 4000)
  --memory-minutes N    how long the memory run lasts (default: 1; 20 shows what a day would)
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'fan-out,product,idle,start-up,memory' },
    seconds: { type: 'string', default: '5' },
    visitors: { type: 'string', default: '4000' },
    'memory-minutes': { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) print(USAGE);
else {
  const ms = Number(values.seconds) * 1000;
  const sections: readonly (readonly [string, () => Promise<void>])[] = [
    ['fan-out', () => measureFanOut(ms)],
    ['product', () => measureProduct(ms, Number(values.visitors))],
    ['idle', () => measureIdleClients()],
    ['start-up', () => measureStartUp()],
    ['memory', () => measureMemory(Number(values['memory-minutes']))],
  ];
  const model = cpus()[0]?.model ?? 'unknown processor';
  print(
    `${availableParallelism()} cores (${model}), Node ${process.version}, load ${loadavg()[0]?.toFixed(2) ?? '?'}`,
  );
  const wanted = values.only.split(',');
  for (const [name, measure] of sections) if (wanted.includes(name)) await measure();
}
