// Writes at a steady pace, each message in the place of the oldest: the volume of the data stays the same.
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '../protocols/connection.ts';
import { databaseProtocol } from '../protocols/database-protocol.ts';
import { report } from '../serve.ts';

const TICK_MS = 20;
const KEPT = 10_000;

const [port, perSecond, ms] = process.argv.slice(2);
const protocol = databaseProtocol({ kept: KEPT });
const listener = await Connection.open(protocol, Number(port));
await listener.join();
const writer = await Connection.open(protocol, Number(port));
let written = 0;
let acknowledged = 0;
const began = performance.now();
for (let tick = 1; performance.now() - began < Number(ms); tick++) {
  while (written < (tick * TICK_MS * Number(perSecond)) / 1000) {
    written++;
    const message = { by: 'g_visitor', text: `message ${written}`, at: performance.now() };
    writer.send(message, () => acknowledged++);
  }
  await wait(Math.max(0, began + tick * TICK_MS - performance.now()));
}
report({ written, acknowledged });
