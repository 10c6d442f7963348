import { parseExpression } from '@foyer/local-firebase';
import type { Expression } from '@foyer/local-firebase';

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

/** One rule expression with one thing about it changed. */
export interface Mutant {
  /** What was done: `drop`. */
  readonly what: string;
  /** To which part of the rule, as it stood: the condition whole, and what of it. */
  readonly part: string;
  readonly source: string;
}

interface Edit {
  readonly what: string;
  readonly span: Expression['span'];
  readonly text: string;
  /** The condition in which the part stands; the part itself where nothing is said. */
  readonly within?: string;
}

const FLIPPED: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
};

const LOOSER: Readonly<Record<string, string>> = { beginsWith: 'contains', endsWith: 'contains' };

/**
 * Every mutant of a rule: operands of `&&` and `||` dropped or made true, the operators exchanged, comparisons flipped
 * and moved by one, conditions negated, constants and patterns changed, children dropped from lists, the tree before
 * and the tree after exchanged, wildcards exchanged, claims taken from the uid, the whole made true or false. The same
 * text is never given twice, nor the rule itself.
 */
export function mutantsOf(source: string, wildcards: readonly string[]): readonly Mutant[] {
  const seen = new Set([source]);
  const mutants: Mutant[] = [];
  const rule = parseExpression(source);
  for (const { what, span, text, within } of editsOfRule(rule, new Parts(source, wildcards))) {
    const mutant = source.slice(0, span.start) + text + source.slice(span.end);
    if (seen.has(mutant)) continue;
    seen.add(mutant);
    const changed = source.slice(span.start, span.end).trim();
    const isWhole = within === undefined || what === 'drop' || what === 'exchange' || within === changed;
    const part = isWhole ? (within ?? changed) : `${changed} in ${within}`;
    mutants.push({ what, part, source: mutant });
  }
  return mutants;
}

/** What the edits need to know beside the part that they change. */
class Parts {
  readonly source: string;
  readonly wildcards: readonly string[];

  constructor(source: string, wildcards: readonly string[]) {
    this.source = source;
    this.wildcards = wildcards;
  }

  textOf({ span }: Expression): string {
    return this.source.slice(span.start, span.end);
  }

  /** Where a text stands between two parts. */
  between(left: Expression, right: Expression, text: string): Expression['span'] {
    const start = this.source.indexOf(text, left.span.end);
    if (start < 0 || start >= right.span.start) throw new Error(`no ${text} in ${this.source}`);
    return { start, end: start + text.length };
  }
}

function* editsOfRule(rule: Expression, parts: Parts): Generator<Edit> {
  yield { what: 'always true', span: rule.span, text: 'true' };
  yield { what: 'always false', span: rule.span, text: 'false' };
  yield* editsOfCondition(rule, parts);
}

/** The edits of a part that is true or false. */
function* editsOfCondition(part: Expression, parts: Parts): Generator<Edit> {
  if (part.kind === 'logical') {
    yield* editsOfLogical(part, parts);
    return;
  }
  if (part.kind === 'unary') {
    yield { what: 'not negated', span: part.span, text: parts.textOf(part.operand) };
    yield* editsWithin(part, parts, part.operand);
    return;
  }
  if (part.kind === 'call') yield { what: 'negated', span: part.span, text: `!${parts.textOf(part)}` };
  yield* editsWithin(part, parts);
}

/** The edits of the values in a condition. */
function* editsWithin(condition: Expression, parts: Parts, value = condition): Generator<Edit> {
  const within = parts.textOf(condition);
  for (const edit of editsOfValue(value, parts)) yield { within, ...edit };
}

function* editsOfLogical(whole: Of<'logical'>, parts: Parts): Generator<Edit> {
  const operands = chainOf(whole);
  for (const [index, operand] of operands.entries()) {
    const next = operands[index + 1];
    const before = operands[index - 1];
    const start = before ? before.span.end : operand.span.start;
    const end = before || !next ? operand.span.end : next.span.start;
    yield { what: 'drop', span: { start, end }, text: '', within: parts.textOf(operand) };
    if (whole.operator === '||') yield { what: 'true', span: operand.span, text: 'true' };
    if (next) {
      const span = parts.between(operand, next, whole.operator);
      const within = `${whole.operator} ${parts.textOf(next)}`;
      yield { what: 'exchange', span, text: whole.operator === '&&' ? '||' : '&&', within };
    }
    yield* editsOfCondition(operand, parts);
  }
}

/** The operands of `a && b && c`, which is parsed as `(a && b) && c`. */
function chainOf(whole: Of<'logical'>): readonly Expression[] {
  const { left, right, operator } = whole;
  const isSame = left.kind === 'logical' && left.operator === operator;
  return [...(isSame ? chainOf(left) : [left]), right];
}

function* editsOfValue(part: Expression, parts: Parts): Generator<Edit> {
  switch (part.kind) {
    case 'literal':
      yield* editsOfLiteral(part, parts);
      return;
    case 'pattern':
      yield* editsOfPattern(part, parts);
      return;
    case 'identifier':
      yield* editsOfVariable(part, parts);
      return;
    case 'list':
      for (const item of part.items) {
        const others = part.items.filter((other) => other !== item).map((other) => parts.textOf(other));
        if (others.length > 0)
          yield { what: `without ${parts.textOf(item)}`, span: part.span, text: `[${others.join(', ')}]` };
      }
      return;
    case 'binary':
      yield* editsOfBinary(part, parts);
      return;
    case 'member':
      if (parts.textOf(part) === 'auth.token.id') yield { what: 'uid', span: part.span, text: 'auth.uid' };
      if (part.object.kind !== 'identifier' || part.object.name !== 'auth')
        yield* editsOfValue(part.object, parts);
      return;
    case 'call':
      yield* editsOfCall(part, parts);
      return;
    case 'unary':
    case 'logical':
    case 'conditional':
      yield* editsOfCondition(part, parts);
  }
}

function* editsOfLiteral({ value, span }: Of<'literal'>, parts: Parts): Generator<Edit> {
  if (typeof value === 'number') {
    yield { what: 'one more', span, text: String(value + 1) };
    yield { what: 'one less', span, text: String(value - 1) };
  } else if (typeof value === 'boolean') {
    yield { what: 'opposite', span, text: String(!value) };
  } else if (typeof value === 'string') {
    const text = parts.source.slice(span.start, span.end);
    yield { what: 'other text', span, text: `${text.slice(0, -1)}~${text.slice(-1)}` };
  }
}

function* editsOfPattern({ span }: Of<'pattern'>, parts: Parts): Generator<Edit> {
  const text = parts.source.slice(span.start, span.end);
  yield { what: 'any text', span, text: '/.*/' };
  if (text.startsWith('/^')) yield { what: 'not from the start', span, text: `/${text.slice(2)}` };
  if (text.endsWith('$/')) yield { what: 'not to the end', span, text: `${text.slice(0, -2)}/` };
}

function* editsOfVariable({ name, span }: Of<'identifier'>, parts: Parts): Generator<Edit> {
  if (name === 'now') yield { what: 'no time', span, text: '0' };
  if (name === 'data') yield { what: 'after', span, text: 'newData' };
  if (name === 'newData') yield { what: 'before', span, text: 'data' };
  if (name === 'root') {
    const up = '.parent()'.repeat(parts.wildcards.length);
    yield { what: 'after', span, text: `newData${up}` };
  }
  if (!name.startsWith('$')) return;
  for (const other of parts.wildcards) {
    if (other.startsWith('$') && other !== name) yield { what: other, span, text: other };
  }
}

function* editsOfBinary(part: Of<'binary'>, parts: Parts): Generator<Edit> {
  const { left, operator, right } = part;
  const span = parts.between(left, right, operator);
  const isJoined = operator === '+' && !parts.textOf(right).match(/^\d+$/);
  for (const other of isJoined ? [] : (FLIPPED[operator] ?? [])) {
    yield {
      what: other,
      span: part.span,
      text:
        parts.source.slice(part.span.start, span.start) + other + parts.source.slice(span.end, part.span.end),
    };
  }
  yield* editsOfValue(left, parts);
  yield* editsOfValue(right, parts);
}

function* editsOfCall(part: Of<'call'>, parts: Parts): Generator<Edit> {
  const { callee, args, span } = part;
  const name = parts.textOf(callee.key);
  if (name === 'parent') yield { what: 'one level lower', span, text: parts.textOf(callee.object) };
  const looser = LOOSER[name];
  if (looser !== undefined) yield { what: looser, span: callee.key.span, text: looser };
  yield* editsOfValue(callee.object, parts);
  for (const arg of args) yield* editsOfValue(arg, parts);
}
