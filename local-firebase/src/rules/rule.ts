import type { Expression } from './ast.ts';
import { checkRule, type TypeOf } from './check.ts';
import { compileExpression, type Evaluate, type Observer } from './compile.ts';
import { parseExpression } from './parse.ts';
import type { RuleContext } from './rule-context.ts';
import type { RuleValue } from './rule-value.ts';
import { scopeOf, type RuleKind } from './scope.ts';
import type { TextPosition } from './text-position.ts';

export interface RuleDefinition {
  readonly kind: RuleKind;
  /** The node the rule stands at, with wildcards: `['rooms', '$room']`. */
  readonly location: readonly string[];
  readonly source: string;
  readonly position?: TextPosition;
}

/** One `.read`, `.write` or `.validate` expression, ready to be evaluated. */
export class Rule {
  readonly definition: RuleDefinition;
  readonly expression: Expression;
  readonly #typeOf: TypeOf;
  readonly #wildcards: ReadonlyMap<string, number>;
  #evaluate: Evaluate;

  /** Throws `ExpressionError` for what the live service refuses at upload. */
  constructor(definition: RuleDefinition) {
    this.definition = definition;
    this.#wildcards = depthsOfWildcards(definition.location);
    this.expression = parseExpression(definition.source);
    this.#typeOf = checkRule(this.expression, scopeOf(definition.kind, this.#wildcards.keys()));
    this.#evaluate = this.#compile();
  }

  /** The rule's name in messages: `/rooms/$room/.write`. */
  get name(): string {
    return [...this.definition.location.map((key) => `/${key}`), `/.${this.definition.kind}`].join('');
  }

  /** Whether the rule is true; a failed evaluation is not. */
  holds(context: RuleContext): boolean {
    return this.#evaluate(context) === true;
  }

  /** Evaluates once and reports every part's value; meant for explaining, not for speed. */
  evaluateObserved(context: RuleContext, observe: Observer): RuleValue {
    return this.#compile(observe)(context);
  }

  /** Reports every part's value at every evaluation from now on. */
  observe(observe: Observer): void {
    this.#evaluate = this.#compile(observe);
  }

  #compile(observe?: Observer): Evaluate {
    const options = { typeOf: this.#typeOf, wildcards: this.#wildcards };
    return compileExpression(this.expression, observe ? { ...options, observe } : options);
  }
}

function depthsOfWildcards(location: readonly string[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const [depth, key] of location.entries()) if (key.startsWith('$')) depths.set(key, depth);
  return depths;
}
