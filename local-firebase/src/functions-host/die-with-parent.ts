import { Worker } from 'node:worker_threads';

/** How often the watchdog looks whether the parent still lives, in milliseconds. */
const LOOK_EVERY_MS = 500;

/**
 * Ends this process when its parent is gone, however that came about. The IPC channel closing is the quick way; a
 * function stuck in a loop never hears of it, so a thread of its own watches the parent's process id as well.
 */
export function dieWithParent(): void {
  process.once('disconnect', () => process.exit(0));
  const watchdog = new Worker(
    `const parent = process.ppid;
     setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, ${LOOK_EVERY_MS});`,
    { eval: true, stdout: true, stderr: true },
  );
  watchdog.unref();
}
