import { buildStale } from './build-parts.mjs';

await buildStale();
await import('../bench/dist/visitor-sign-in/main.js');
