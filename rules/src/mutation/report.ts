import { equivalences, idlePatterns, reasonFor } from './equivalents.ts';
import type { MutantResult, MutationRun } from './mutation-run.ts';

export interface MutationReport {
  readonly text: string;
  /** Killed mutants among those that are not equivalent to the rules, from 0 to 1. */
  readonly score: number;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

/** What a run found, as people read it: survivors in full, equivalent mutants by reason. */
export function reportOf({ trials, results, refused }: MutationRun): MutationReport {
  const survivors = results.filter(({ killer }) => killer === undefined);
  const killed = results.length - survivors.length;
  const unexplained = survivors.filter((survivor) => reasonFor(survivor) === undefined);
  const equivalent = survivors.length - unexplained.length;
  const score = killed / (killed + unexplained.length);
  const idle = idlePatterns(survivors);
  const lines = [
    `${results.length} mutants of the rules, put to ${trials} requests of the matrix`,
    `(${refused} more are refused by the rules language).`,
    '',
    `${killed} killed (${percent(killed, results.length)} of all)`,
    `${equivalent} equivalent to the rules:`,
    ...equivalences.map(({ reason }) => `  ${String(countOf(survivors, reason)).padStart(4)}  ${reason}`),
    `${unexplained.length} survived:`,
    ...unexplained.map(({ rule, what, part, source }) => `  ${rule}\n    ${what}: ${part}\n    ${source}`),
    ...(idle.length > 0 ? ['', 'Patterns of equivalent mutants that matched nothing:'] : []),
    ...idle.map((pattern) => `  ${String(pattern)}`),
    '',
    `Score: ${percent(killed, killed + unexplained.length)} of the mutants that differ from the rules are killed.`,
  ];
  return { text: lines.join('\n'), score };
}

function countOf(survivors: readonly MutantResult[], reason: string): number {
  return survivors.filter((survivor) => reasonFor(survivor) === reason).length;
}
