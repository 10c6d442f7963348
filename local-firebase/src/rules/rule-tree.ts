import { ExpressionError } from './expression-error.ts';
import { Rule } from './rule.ts';
import { RulesError, type RulesProblem } from './rules-error.ts';
import type { SourceMember, SourceValue } from './rules-source.ts';
import type { RuleKind } from './scope.ts';
import type { TextPosition } from './text-position.ts';

/** The rules at one place of the data, and below it. */
export interface RuleNode {
  readonly read: Rule | undefined;
  readonly write: Rule | undefined;
  readonly validate: Rule | undefined;
  readonly indexOn: readonly string[];
  /** Children with a name of their own, which win over the wildcard. */
  readonly named: ReadonlyMap<string, RuleNode>;
  /** The `$name` child, which takes every other key. */
  readonly wildcard: RuleNode | undefined;
  /** Whether any node below this one, itself not counted, has a `.validate`. */
  readonly hasValidateBelow: boolean;
}

const RULE_KINDS = new Map<string, RuleKind>([
  ['.read', 'read'],
  ['.write', 'write'],
  ['.validate', 'validate'],
]);
// eslint-disable-next-line no-control-regex -- the characters that no key of the database may contain
const FORBIDDEN_IN_KEY = /[.#$[\]/\u0000-\u001f\u007f]/;

/** Builds the rules of a document `{"rules": {...}}`. Throws `RulesError` with every problem in it. */
export function buildRuleTree(source: SourceValue): RuleNode {
  const builder = new RuleTreeBuilder();
  const root = builder.document(source);
  if (builder.problems.length > 0) throw new RulesError(builder.problems);
  return root;
}

class RuleTreeBuilder {
  readonly problems: RulesProblem[] = [];

  document(source: SourceValue): RuleNode {
    const [rules, ...more] = source.members ?? [];
    if (rules?.key !== 'rules' || more.length > 0) {
      this.#report([], 'The document must have exactly one member, "rules".', source.positionOf());
    }
    return this.#node(rules?.value ?? source, []);
  }

  #node(source: SourceValue, location: readonly string[]): RuleNode {
    const rules = new Map<RuleKind, Rule>();
    const named = new Map<string, RuleNode>();
    let indexOn: readonly string[] = [];
    let wildcard: RuleNode | undefined;
    if (!source.members) {
      this.#report(
        location,
        'Rules must be an object; only .read, .write and .validate are expressions.',
        source.positionOf(),
      );
    }
    for (const member of this.#withoutDoubles(source.members ?? [], location)) {
      const kind = RULE_KINDS.get(member.key);
      if (kind) this.#addRule(rules, kind, { member, location });
      else if (member.key === '.indexOn') indexOn = this.#indexOn(member, location);
      else if (this.#isValidKey(member, location, wildcard)) {
        const child = this.#node(member.value, [...location, member.key]);
        if (member.key.startsWith('$')) wildcard = child;
        else named.set(member.key, child);
      }
    }
    const children = wildcard ? [...named.values(), wildcard] : [...named.values()];
    return {
      read: rules.get('read'),
      write: rules.get('write'),
      validate: rules.get('validate'),
      indexOn,
      named,
      wildcard,
      hasValidateBelow: children.some((child) => child.validate !== undefined || child.hasValidateBelow),
    };
  }

  #withoutDoubles(members: readonly SourceMember[], location: readonly string[]): SourceMember[] {
    const seen = new Set<string>();
    return members.filter((member) => {
      if (!seen.has(member.key)) return seen.add(member.key);
      this.#report([...location, member.key], 'This key stands twice in one object.', member.positionOf());
      return false;
    });
  }

  #isValidKey(member: SourceMember, location: readonly string[], wildcard: RuleNode | undefined): boolean {
    const { key } = member;
    const reason = this.#reasonAgainstKey(key, location, wildcard);
    if (reason !== undefined) this.#report([...location, key], reason, member.positionOf());
    return reason === undefined;
  }

  #reasonAgainstKey(
    key: string,
    location: readonly string[],
    wildcard: RuleNode | undefined,
  ): string | undefined {
    if (key.startsWith('.')) return `Unknown kind of rule: '${key}'.`;
    const name = key.startsWith('$') ? key.slice(1) : key;
    if (name === '' || FORBIDDEN_IN_KEY.test(name))
      return 'A key is not empty and contains none of . # $ / [ ].';
    if (!key.startsWith('$')) return undefined;
    if (wildcard) return 'There can be only one $ wildcard beside each other.';
    return location.includes(key) ? `The wildcard ${key} already stands further up this path.` : undefined;
  }

  #addRule(
    rules: Map<RuleKind, Rule>,
    kind: RuleKind,
    { member, location }: { member: SourceMember; location: readonly string[] },
  ): void {
    const { scalar } = member.value;
    const at = [...location, member.key];
    if (typeof scalar !== 'string' && typeof scalar !== 'boolean') {
      this.#report(at, 'A rule is a string with an expression, or true or false.', member.value.positionOf());
      return;
    }
    const position = member.value.positionOf(typeof scalar === 'string' ? 0 : undefined);
    try {
      const definition = { kind, location, source: String(scalar) };
      rules.set(kind, new Rule(position ? { ...definition, position } : definition));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.#report(at, error.message, member.value.positionOf(error.span.start));
    }
  }

  #indexOn(member: SourceMember, location: readonly string[]): readonly string[] {
    const values = member.value.items ?? [member.value];
    const names = values.map((value) => value.scalar).filter((scalar) => typeof scalar === 'string');
    if (names.length < values.length || member.value.members) {
      this.#report(
        [...location, member.key],
        '.indexOn is a string or a list of strings.',
        member.value.positionOf(),
      );
    }
    return names;
  }

  #report(location: readonly string[], message: string, position: TextPosition | undefined): void {
    this.problems.push({ path: location.map((key) => `/${key}`).join('') || '/', ...position, message });
  }
}
