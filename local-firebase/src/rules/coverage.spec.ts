import { describe, expect, it } from 'vitest';
import { nodeFromJson } from '../tree/json.ts';
import { compileRuleset } from './ruleset.ts';

const text = `{"rules": {
  ".read": "auth != null && auth.token.level > 2",
  "a": {"$b": {".write": "newData.exists()", ".validate": true}},
  "b": {".validate": "newData.isString()"}
}}`;
const root = nodeFromJson({ x: 1 });

function read(ruleset: ReturnType<typeof compileRuleset>, token: Record<string, unknown> | null): boolean {
  const auth = token && { uid: 'u', token };
  return ruleset.canRead({ path: [], auth, now: 1, root, query: null }).allowed;
}

describe('R17: coverage', () => {
  it('is empty until it is started', () => {
    const ruleset = compileRuleset(text);
    read(ruleset, null);
    expect(ruleset.coverage()).toEqual([]);
  });

  it('counts every outcome of every rule and of its parts', () => {
    const ruleset = compileRuleset(text);
    ruleset.startCoverage();
    expect([
      read(ruleset, null),
      read(ruleset, { level: 3 }),
      read(ruleset, {}),
      read(ruleset, { level: 1 }),
    ]).toEqual([false, true, false, false]);
    const [rule, ...others] = ruleset.coverage();
    expect(rule).toMatchObject({
      rule: '/.read',
      position: { line: 2, column: 13 },
      counts: { true: 1, false: 2, error: 1, other: 0 },
    });
    expect(rule?.parts.map(({ expression, counts }) => [expression, counts])).toEqual([
      ['auth != null && auth.token.level > 2', { true: 1, false: 2, error: 1, other: 0 }],
      ['auth != null', { true: 3, false: 1, error: 0, other: 0 }],
      ['auth.token.level > 2', { true: 1, false: 1, error: 1, other: 0 }],
      ['auth.token.level', { true: 0, false: 0, error: 0, other: 3 }],
      ['auth.token', { true: 0, false: 0, error: 0, other: 3 }],
    ]);
    expect(others.map((other) => [other.rule, other.counts.true])).toEqual([
      ['/a/$b/.write', 0],
      ['/a/$b/.validate', 0],
      ['/b/.validate', 0],
    ]);
  });

  it('goes on counting when started again', () => {
    const ruleset = compileRuleset({ rules: { '.read': true } });
    ruleset.startCoverage();
    read(ruleset, null);
    ruleset.startCoverage();
    read(ruleset, null);
    expect(ruleset.coverage()).toEqual([
      { rule: '/.read', expression: 'true', counts: { true: 2, false: 0, error: 0, other: 0 }, parts: [] },
    ]);
  });
});
