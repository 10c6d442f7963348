import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeFromJson } from '../tree/json.ts';
import { NO_QUERY, type AuthContext, type QueryView } from './rule-context.ts';
import { RulesError } from './rules-error.ts';
import { compileRuleset } from './ruleset.ts';

interface LiveCase {
  readonly id: string;
  readonly rule: string;
  readonly wildcards: Readonly<Record<string, string>>;
  readonly auth: AuthContext | null;
  readonly root: unknown;
  readonly query: Partial<QueryView> | null;
  readonly expect: true | false | 'error' | 'invalid';
}

const file = new URL('../../fixtures/rules-cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly LiveCase[] };

/** The rule as `.read` below its wildcards, read at the place that gives them their values. */
function outcomeOf(live: LiveCase, expression: string): boolean | 'invalid' {
  const names = Object.keys(live.wildcards);
  const rules = names.reduceRight<object>((below, name) => ({ [name]: below }), { '.read': expression });
  try {
    const order = live.query?.orderByValue || live.query?.orderByPriority || live.query?.orderByChild;
    const decision = compileRuleset({ rules }).canRead({
      path: Object.values(live.wildcards),
      auth: live.auth,
      now: 1_500_000_000_000,
      root: nodeFromJson(live.root),
      query: live.query && { ...NO_QUERY, orderByKey: !order, ...live.query },
    });
    return decision.allowed;
  } catch (error) {
    if (error instanceof RulesError) return 'invalid';
    throw error;
  }
}

describe('R1: expressions give what the live service gave', () => {
  it('has every recorded case', () => expect(cases).toHaveLength(93));

  it.each(cases)('$id: $rule is $expect', (live) => {
    const expected = live.expect === 'error' ? false : live.expect;
    expect(outcomeOf(live, live.rule)).toBe(expected);
    if (live.expect === 'invalid') return;
    // An error denies even where the rest of the expression would grant: this is how the live service was probed.
    expect(outcomeOf(live, `(${live.rule}) || true`)).toBe(live.expect !== 'error');
  });
});
