import type { TreeNode } from '../tree/node.ts';
import type { Expression } from './ast.ts';
import type { Rule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { RuleFailure } from './rule-failure.ts';
import { RuleSnapshot } from './rule-snapshot.ts';
import type { RuleNode } from './rule-tree.ts';
import type { RuleValue } from './rule-value.ts';
import { walkRead, walkWrite, type Judge, type ReadRequest, type WriteRequest } from './walk.ts';

/** The value that a part of a rule had. */
interface ExplainedPart {
  readonly expression: string;
  /** As JSON; `error: <reason>` for a part that failed. */
  readonly value: string;
}

/** One rule that was asked. */
interface ExplainedRule {
  /** `/rooms/$room/.write` */
  readonly rule: string;
  /** The place it was evaluated at: `/rooms/r1`. */
  readonly path: string;
  readonly expression: string;
  readonly outcome: 'true' | 'false' | 'error';
  /** Every part that was evaluated, innermost first, literals left out. */
  readonly parts: readonly ExplainedPart[];
}

/** Why a request was allowed or denied. */
export interface Explanation {
  readonly allowed: boolean;
  /** One sentence for a log. */
  readonly summary: string;
  /** Every rule asked, in order; the last one decided, unless no rule granted anything. */
  readonly rules: readonly ExplainedRule[];
}

const MAX_VALUE_LENGTH = 200;
const MAX_CHILDREN = 8;

/** Judges a read again and keeps what every rule saw. */
export function explainRead(rules: RuleNode, request: ReadRequest): Explanation {
  return explain(`read ${pathText(request.path)}`, (judge) => walkRead(rules, request, judge));
}

/** Judges a write again and keeps what every rule saw. */
export function explainWrite(rules: RuleNode, request: WriteRequest): Explanation {
  return explain(`write ${request.paths.map(pathText).join(', ')}`, (judge) =>
    walkWrite(rules, request, judge),
  );
}

function explain(what: string, walk: (judge: Judge) => boolean): Explanation {
  const rules: ExplainedRule[] = [];
  const allowed = walk((rule, context) => {
    const explained = explainRule(rule, context);
    rules.push(explained);
    return explained.outcome === 'true';
  });
  return { allowed, summary: `${what}: ${allowed ? 'allowed' : 'denied'} ${reason(allowed, rules)}`, rules };
}

function reason(allowed: boolean, rules: readonly ExplainedRule[]): string {
  const last = rules.at(-1);
  if (!last) return 'because no rule stands on the path.';
  if (allowed) return `by ${grantsOf(rules).join(', ')}.`;
  if (last.rule.endsWith('/.validate') && last.outcome !== 'true') {
    return `by ${last.rule} at ${last.path}, which is ${last.outcome}.`;
  }
  return `because none of ${rules.map((rule) => `${rule.rule} (${rule.outcome})`).join(', ')} grants it.`;
}

function grantsOf(rules: readonly ExplainedRule[]): string[] {
  return rules
    .filter((rule) => rule.outcome === 'true' && !rule.rule.endsWith('/.validate'))
    .map((rule) => rule.rule);
}

function explainRule(rule: Rule, context: RuleContext): ExplainedRule {
  const { source } = rule.definition;
  const parts: ExplainedPart[] = [];
  const value = rule.evaluateObserved(context, (expression, partValue) => {
    if (expression.kind === 'literal' || expression.kind === 'pattern') return;
    parts.push({ expression: textOf(expression, source), value: display(partValue) });
  });
  const depth = rule.definition.location.length;
  return {
    rule: rule.name,
    path: pathText(context.path.slice(0, depth)),
    expression: source,
    outcome: value === true ? 'true' : value === false ? 'false' : 'error',
    parts,
  };
}

function textOf(expression: Expression, source: string): string {
  return source.slice(expression.span.start, expression.span.end);
}

function display(value: RuleValue): string {
  if (value instanceof RuleFailure) return `error: ${value.message}`;
  const text = value instanceof RuleSnapshot ? displayNode(value.node) : JSON.stringify(value);
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

/** The node's own leaves; what lies deeper or after the first few children is only hinted at: it may be everything. */
function displayNode(node: TreeNode): string {
  if (node.value !== null || node.isEmpty()) return JSON.stringify(node.value);
  const shown: string[] = [];
  for (const [key, child] of node.entries()) {
    if (
      shown.push(`${JSON.stringify(key)}:${child.isLeaf() ? JSON.stringify(child.value) : '{…}'}`) ===
      MAX_CHILDREN
    ) {
      break;
    }
  }
  return `{${shown.join(',')}${node.size > shown.length ? ',…' : ''}}`;
}

function pathText(path: readonly string[]): string {
  return `/${path.join('/')}`;
}
