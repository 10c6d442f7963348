/**
 * The value of an expression whose evaluation failed. It is a value, not an exception: it passes through `!`, `&&`,
 * `?:` and every operator up to the rule, which then denies.
 */
export class RuleFailure {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
