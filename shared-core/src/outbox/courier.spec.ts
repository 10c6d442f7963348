import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CoreError } from '../model/errors.ts';
import { createUploader } from './courier.ts';

const upload = createUploader({
  upload: () => ({ done: Promise.reject(new CoreError('offline')), abort: () => undefined }),
});

it('tells a file that can no longer be read from a broken link', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-'));
  const path = join(folder, 'order.txt');
  writeFileSync(path, 'one tent');
  const body = await openAsBlob(path);
  const file = { name: 'order.txt', type: 'text/plain', size: body.size, body };

  await expect(upload('a', file, () => undefined).done).rejects.toMatchObject({ code: 'offline' });
  rmSync(folder, { recursive: true });
  await expect(upload('b', file, () => undefined).done).rejects.toMatchObject({ code: 'file-gone' });
});
