import { describe, expect, it } from 'vitest';
import { nodeFromJson } from '../tree/json.ts';
import { NO_QUERY, type RuleContext } from './rule-context.ts';
import { RuleSnapshot } from './rule-snapshot.ts';
import { Rule } from './rule.ts';

const root = new RuleSnapshot(nodeFromJson({ a: { n: 1, text: 'x', deep: { of: 'it' } } }), null);

function contextAt(data: RuleSnapshot): RuleContext {
  return { auth: null, now: 5, query: NO_QUERY, path: ['a'], root, data, newData: data };
}

describe('R13 calls that an expression repeats', () => {
  it.each([
    "data.child('n').val() == 1 && data.child('n').val() != 2",
    "data.child('none').val() == null && data.child('none').val() == data.child('none').val()",
    "data.child('deep').val() != null && data.child('deep').val() == data.child('deep').val()",
    "data.child('n').val().length == 1 || data.child('n').val().length == 1 || true",
    'data.parent().parent().exists() || data.parent().parent().exists()',
    "root.child('a/' + data.child('text').val()).exists() == root.child('a/' + data.child('text').val()).exists()",
    "(data.child('n').val() == 1) == (data.child('n').val() == 1) && data.child('text').val() + data.child('text').val() == 'xx'",
    "$key == 'a' && root.child($key).child('n').val() == 1 && root.child($key).child('n').val() < 2",
  ])('come to what they come to one by one: %s', (source) => {
    const rule = new Rule({ kind: 'write', location: ['$key'], source });
    for (const data of [root.at('a'), root.at('b'), root]) {
      // Observed, every part is evaluated wherever it stands.
      const apart = rule.evaluateObserved(contextAt(data), () => undefined);
      expect(rule.holds(contextAt(data))).toBe(apart === true);
    }
  });

  it('are looked at anew in every evaluation', () => {
    const source = "data.child('n').val() == 1 && data.child('n').val() == 1";
    const rule = new Rule({ kind: 'write', location: ['$key'], source });
    expect(rule.holds(contextAt(root.at('a')))).toBe(true);
    expect(rule.holds(contextAt(root.at('b')))).toBe(false);
  });
});
