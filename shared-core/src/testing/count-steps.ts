import { Session } from 'node:inspector/promises';

/**
 * How many times the blocks of the named files are run by each of the tasks, as the engine counts them: the same on
 * every machine and under every load.
 */
export async function countSteps(
  files: RegExp,
  tasks: readonly (() => unknown)[],
): Promise<readonly number[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    const steps: number[] = [];
    for (const task of tasks) {
      await session.post('Profiler.takePreciseCoverage');
      task();
      const { result } = await session.post('Profiler.takePreciseCoverage');
      const functions = result.filter(({ url }) => files.test(url)).flatMap((script) => script.functions);
      const counts = functions.flatMap(({ ranges }) => ranges.map(({ count }) => count));
      steps.push(counts.reduce((sum, count) => sum + count, 0));
    }
    return steps;
  } finally {
    session.disconnect();
  }
}
