import { buildStale } from './build-parts.mjs';

await buildStale();
const { startDemo } = await import('../demo/dist/index.js');
try {
  await startDemo(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
