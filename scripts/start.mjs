import { buildStale } from './build-parts.mjs';

await buildStale();
await import('../demo/dist/start.js');
