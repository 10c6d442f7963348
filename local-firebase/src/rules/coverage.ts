import type { Expression } from './ast.ts';
import type { Rule } from './rule.ts';
import { RuleFailure } from './rule-failure.ts';
import type { RuleNode } from './rule-tree.ts';
import type { RuleValue } from './rule-value.ts';
import type { TextPosition } from './text-position.ts';

/** How often a part of a rule was evaluated, and to what. */
export interface OutcomeCounts {
  true: number;
  false: number;
  error: number;
  /** Values that are no booleans. */
  other: number;
}

interface PartCoverage {
  readonly expression: string;
  /** Offset in the rule's text. */
  readonly start: number;
  readonly counts: Readonly<OutcomeCounts>;
}

export interface RuleCoverage {
  /** `/rooms/$room/.write` */
  readonly rule: string;
  readonly expression: string;
  readonly position?: TextPosition;
  readonly counts: Readonly<OutcomeCounts>;
  /** Every part with an operator or a call that was evaluated at least once, in the order of the text. */
  readonly parts: readonly PartCoverage[];
}

/** Counts what the rules of a tree evaluate to. */
export class CoverageRecorder {
  readonly #counts = new Map<Rule, Map<Expression, OutcomeCounts>>();

  constructor(root: RuleNode) {
    for (const rule of rulesOf(root)) {
      const counts = new Map<Expression, OutcomeCounts>();
      this.#counts.set(rule, counts);
      rule.observe((expression, value) => count(counts, expression, value));
    }
  }

  report(): RuleCoverage[] {
    return [...this.#counts].map(([rule, counts]) => reportRule(rule, counts));
  }
}

function count(counts: Map<Expression, OutcomeCounts>, expression: Expression, value: RuleValue): void {
  let outcomes = counts.get(expression);
  if (!outcomes) counts.set(expression, (outcomes = noOutcomes()));
  outcomes[outcomeOf(value)]++;
}

function outcomeOf(value: RuleValue): keyof OutcomeCounts {
  if (value instanceof RuleFailure) return 'error';
  if (typeof value !== 'boolean') return 'other';
  return value ? 'true' : 'false';
}

function noOutcomes(): OutcomeCounts {
  return { true: 0, false: 0, error: 0, other: 0 };
}

function reportRule(rule: Rule, counts: ReadonlyMap<Expression, OutcomeCounts>): RuleCoverage {
  const { source, position } = rule.definition;
  const parts = [...counts]
    .filter(([expression]) => !['literal', 'pattern', 'identifier'].includes(expression.kind))
    .map(([{ span }, outcomes]) => ({
      expression: source.slice(span.start, span.end),
      start: span.start,
      counts: outcomes,
    }))
    .sort((one, other) => one.start - other.start || other.expression.length - one.expression.length);
  const coverage = {
    rule: rule.name,
    expression: source,
    counts: counts.get(rule.expression) ?? noOutcomes(),
    parts,
  };
  return position ? { ...coverage, position } : coverage;
}

function* rulesOf(node: RuleNode): Generator<Rule> {
  for (const rule of [node.read, node.write, node.validate]) if (rule) yield rule;
  for (const child of node.named.values()) yield* rulesOf(child);
  if (node.wildcard) yield* rulesOf(node.wildcard);
}
