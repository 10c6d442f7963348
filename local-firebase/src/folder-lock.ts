import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalFirebaseError } from './local-firebase-error.ts';

/** Folders that stacks of this process keep. */
const held = new Set<string>();

/**
 * Makes `folder` this stack's own; the returned function gives it back. Two stacks on one folder would overwrite each
 * other's data. A lock whose process is gone counts for nothing. Throws 'folder-taken'.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock');
  const owner = readOwner(path);
  if (held.has(folder) || (owner !== undefined && owner !== process.pid && isAlive(owner))) {
    throw new LocalFirebaseError(
      'folder-taken',
      `${folder} is in use by another local Firebase (process ${owner ?? process.pid}).`,
    );
  }
  writeFileSync(path, String(process.pid), { mode: 0o600 });
  held.add(folder);
  return () => {
    held.delete(folder);
    rmSync(path, { force: true });
  };
}

function readOwner(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
