import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const bin = (name) => join(root, 'node_modules', '.bin', name);

/**
 * Runs one program of `node_modules/.bin` and collects what it prints; resolves with `{ code, output, ms }`.
 * `live` shows the output while it runs.
 */
export function runTool(name, args, { live = false, env = {}, cwd = root } = {}) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(bin(name), args, { cwd, env: { ...process.env, ...env } });
    let output = '';
    const take = (stream) => (chunk) => {
      output += chunk;
      if (live) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code: code ?? 1, output, ms: performance.now() - began }));
  });
}
