import { buildStale } from './build-parts.mjs';

await buildStale({ force: process.argv.includes('--force') });
console.log(
  'Built. What the Firebase CLI deploys: firebase.json, the rules, dist/functions and dist/hosting.',
);
