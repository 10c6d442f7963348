import { buildStale } from './build-parts.mjs';

await buildStale();
await import('../bench/dist/desk-sign-in/main.js');
