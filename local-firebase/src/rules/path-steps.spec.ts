import { describe, expect, it } from 'vitest';
import { nodeFromJson } from '../tree/json.ts';
import { parseExpression } from './parse.ts';
import { pathStepsOf } from './path-steps.ts';
import { NO_QUERY, type RuleContext } from './rule-context.ts';
import { RuleSnapshot } from './rule-snapshot.ts';
import { Rule } from './rule.ts';

const tree = { a: { b: { c: 1, '5': 2, '55': 3 }, 'b-x': 4 }, b: { c: 5 }, x: { '15': 6 } };
const VALUES: readonly unknown[] = ['b', '', '/', 'b/c', '/b/', 'b//c', 5, -0, 1.5, true, null, 'none', {}];

function contextOf(first: unknown, second: unknown): RuleContext {
  // Each evaluation looks at places of its own: nothing is remembered from another one.
  const root = new RuleSnapshot(nodeFromJson(tree), null);
  const auth = { uid: 'u', token: { x: first, y: second } };
  return { auth, now: 5, query: NO_QUERY, path: ['a'], root, data: root.at('a'), newData: root.at('a') };
}

function stepCount(source: string): number | null {
  return pathStepsOf(parseExpression(source))?.length ?? null;
}

describe('R13 a path that a rule puts together', () => {
  it.each([
    "root.child('a/' + auth.token.x).val()",
    "root.child('a/' + auth.token.x + '/' + auth.token.y).val()",
    "root.child(auth.token.x + '/' + auth.token.y).val()",
    "root.child(auth.token.x + auth.token.y + '/c').val()",
    "root.child('a' + auth.token.x).val()",
    "root.child('a/b-' + auth.token.x + '/c').val()",
    "root.child('/a//' + auth.token.x + '//' + auth.token.y + '/').val()",
    "root.child('x/' + (auth.token.x + auth.token.y)).val()",
    "data.child('b/c').val()",
    'data.child(auth.token.x).val()',
    "data.child('b').child('' + auth.token.x).val()",
  ])('leads where the whole text leads: %s', (source) => {
    for (const first of VALUES) {
      for (const second of VALUES) {
        for (const wanted of ['1', '2', '3', '4', '5', '6', 'null']) {
          const rule = new Rule({ kind: 'write', location: ['$key'], source: `${source} == ${wanted}` });
          // Observed, the text is put together and cut.
          const whole = rule.evaluateObserved(contextOf(first, second), () => undefined);
          expect(
            rule.holds(contextOf(first, second)),
            `${wanted} of ${String(first)}, ${String(second)}`,
          ).toBe(whole === true);
        }
      }
    }
  });

  it('is cut when the rule is compiled, unless a text is part of a key or numbers may be added', () => {
    expect(stepCount("'a/b'")).toBe(2);
    expect(stepCount("'rooms/' + $brand + '/' + $room")).toBe(3);
    expect(stepCount("$a + '/' + $b")).toBe(2);
    expect(stepCount("'a' + $b")).toBeNull();
    expect(stepCount("$a + $b + '/c'")).toBeNull();
    expect(stepCount('$a')).toBeNull();
  });
});
