/** One node of the rules file. */
export interface RuleNode {
  readonly '.read'?: string | boolean;
  readonly '.write'?: string | boolean;
  readonly '.validate'?: string | boolean;
  readonly '.indexOn'?: readonly string[] | '.value';
  readonly [child: string]: RuleNode | string | boolean | readonly string[] | undefined;
}
