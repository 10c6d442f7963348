// Local Firebase with this product's rules, and as many visitors with an open room each as are asked for.
import { fileURLToPath } from 'node:url';
import { startLocalFirebase } from '@foyer/local-firebase';
import { worldOf } from '../product-world.ts';
import { serve } from '../serve.ts';

const [visitors] = process.argv.slice(2);
const firebase = await startLocalFirebase({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  config: { database: { rules: 'database.rules.json' } },
  functions: false,
});
firebase.load(worldOf(Number(visitors)));
serve(
  {
    port: Number(new URL(firebase.urls.database).port),
    authUrl: firebase.urls.auth,
  },
  () => firebase.close(),
);
