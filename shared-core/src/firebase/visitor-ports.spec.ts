import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('brings nothing of anybody into the widget', async () => {
  const { metafile } = await build({
    stdin: {
      contents: `export { createVisitorChat } from './src/visitor/create-visitor-chat.ts';
        export { createVisitorPorts } from './src/firebase/visitor-ports.ts';`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    metafile: true,
    write: false,
  });
  const packages = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /node_modules\/(@firebase\/[^/]+|[^/]+)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  expect([...new Set(packages)]).toEqual([]);
});
