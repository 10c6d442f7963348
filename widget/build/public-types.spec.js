import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { publicTypes, typesFile } from './public-types.js';

const folder = mkdtempSync(join(tmpdir(), 'foyer-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What TypeScript says of a page's script that uses the committed types, and nothing else of this project. */
function complaints(script) {
  const file = join(folder, 'page.ts');
  writeFileSync(file, script);
  const program = ts.createProgram([file, typesFile], {
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [] },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the types of @foyer/widget', () => {
  it('are those of the code: `node widget/build/public-types.js` writes them', async () => {
    expect(readFileSync(typesFile, 'utf8')).toBe(await publicTypes());
  });

  it('say what a page may write', () => {
    const script = `
      window.FoyerSettings = { brand: 'acme', theme: 'dark', offsetX: 12 };
      const off: () => void = window.Foyer.on('unread', ({ count }) => count.toFixed());
      window.Foyer('identify', { userId: 7 }, { getToken: async () => 'token' }).then(off);
      window.Foyer.brand('globex').get('unread').then((count: number) => count);
    `;
    expect(complaints(script)).toEqual([]);
  });

  it('say what it may not', () => {
    expect(complaints(`window.Foyer('dance');`)).not.toEqual([]);
    expect(complaints(`window.Foyer.update({ theme: 'pink' });`)).not.toEqual([]);
    expect(complaints(`window.Foyer.on('opened', () => undefined);`)).not.toEqual([]);
  });
});
