import type { Span } from './ast.ts';

/** A rule expression that cannot be accepted, with the place in its text; becomes a `RulesProblem` of the rule set. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly span: Span;

  constructor(span: Span, message: string) {
    super(message);
    this.span = span;
  }
}
