/** One reason why rules are refused, and where it stands. */
export interface RulesProblem {
  /** Where in the rules: `/rooms/$room/.write` for the database, a block's path for storage; '' when it is the file itself. */
  readonly path: string;
  /** 1-based; absent when the rules were handed over as an object instead of text. */
  readonly line?: number;
  /** 1-based, in UTF-16 units. */
  readonly column?: number;
  readonly message: string;
}

/** Rules that the live service would refuse at upload; lists every problem found, not only the first. */
export class RulesError extends Error {
  override readonly name = 'RulesError';
  readonly problems: readonly RulesProblem[];

  constructor(problems: readonly RulesProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

/** The problem as one line of text: `line 3, column 14: /rooms/.read: Unknown variable 'x'.` */
function describeProblem(problem: RulesProblem): string {
  const { path, line, column, message } = problem;
  const place = line === undefined || column === undefined ? '' : `line ${line}, column ${column}: `;
  return `${place}${path === '' ? '' : `${path}: `}${message}`;
}
