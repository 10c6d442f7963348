import type { Expression } from './ast.ts';

/**
 * The calls that stand more than once in an expression, each with a number of its own. The rules language has neither
 * functions nor variables, so real rules repeat themselves; the language is pure, so what is equal has one value
 * within one evaluation.
 */
export function repeatedCalls(expression: Expression): ReadonlyMap<Expression, number> {
  const byText = new Map<string, Expression[]>();
  collect(expression, byText);
  const numbers = new Map<Expression, number>();
  let next = 0;
  for (const equal of byText.values()) {
    if (equal.length < 2) continue;
    for (const call of equal) numbers.set(call, next);
    next += 1;
  }
  return numbers;
}

/** Collects calls by a text that two expressions share only if they are the same; returns the expression's own. */
function collect(expression: Expression, calls: Map<string, Expression[]>): string {
  const textOf = (part: Expression): string => collect(part, calls);
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'pattern':
      return String(expression.expression);
    case 'identifier':
      return expression.name;
    case 'list':
      return `[${expression.items.map(textOf).join(',')}]`;
    case 'unary':
      return `(${expression.operator}${textOf(expression.operand)})`;
    case 'binary':
    case 'logical':
      return `(${textOf(expression.left)}${expression.operator}${textOf(expression.right)})`;
    case 'conditional':
      return `(${textOf(expression.test)}?${textOf(expression.then)}:${textOf(expression.otherwise)})`;
    case 'member':
      return `${textOf(expression.object)}[${textOf(expression.key)}]`;
    case 'call': {
      const text = `${textOf(expression.callee)}(${expression.args.map(textOf).join(',')})`;
      const equal = calls.get(text);
      if (equal) equal.push(expression);
      else calls.set(text, [expression]);
      return text;
    }
  }
}
