// Local Firebase with open rules, in memory, or in the folder that is given.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalFirebase } from '@foyer/local-firebase';
import { serve } from '../serve.ts';

const [folder] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
try {
  writeFileSync(join(root, 'rules.json'), '{"rules": {".read": true, ".write": true}}');
  const firebase = await startLocalFirebase({
    root,
    config: { database: { rules: 'rules.json' } },
    functions: false,
    ...(folder === undefined ? {} : { folder }),
  });
  serve({ port: Number(new URL(firebase.urls.database).port) }, () => firebase.close());
} finally {
  rmSync(root, { recursive: true });
}
