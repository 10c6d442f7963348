import type { Expression } from './ast.ts';

/** One step of a path: a key that is known when the rule is compiled, or the expression that makes it. */
export type PathStep = string | Expression;

/**
 * The steps of a path that a rule puts together, as in `'rooms/' + $brand + '/' + $room`, so that it need not be put
 * together first and cut again each time. Null for what has to be: a text that is part of a key, or a `+` that may
 * turn out to add numbers.
 */
export function pathStepsOf(path: Expression): readonly PathStep[] | null {
  const operands = operandsOf(path);
  const isText = operands.slice(0, 2).some((operand) => textOf(operand) !== null);
  if (!isText) return null;
  const steps: PathStep[] = [];
  let step: PathStep[] = [];
  for (const operand of operands) {
    const [first, ...more] = textOf(operand)?.split('/') ?? [operand];
    if (first !== undefined && first !== '') step.push(first);
    for (const key of more) {
      if (step.length > 1) return null;
      steps.push(...step);
      step = key === '' ? [] : [key];
    }
  }
  return step.length > 1 ? null : [...steps, ...step];
}

/** What is added up, from left to right; a sum in brackets on the right is one operand. */
function operandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== '+') return [expression];
  return [...operandsOf(expression.left), expression.right];
}

function textOf(expression: Expression): string | null {
  return expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : null;
}
