import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * Parameters and secrets of a functions folder, as the Firebase CLI's emulator reads them; later files win.
 * Missing files are no error.
 */
export function readEnvFiles(folder: string, projectId: string): Record<string, string> {
  const files = ['.env', `.env.${projectId}`, '.env.local', '.secret.local'];
  return Object.assign({}, ...files.map((file) => readEnvFile(join(folder, file)))) as Record<string, string>;
}

function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
