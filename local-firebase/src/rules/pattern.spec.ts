import { describe, expect, it } from 'vitest';
import { TreeNode } from '../tree/node.ts';
import { compileRuleset } from './ruleset.ts';

function matches(pattern: string, text: string): boolean {
  const ruleset = compileRuleset({ rules: { '.read': `root.val().matches(${pattern})` } });
  return ruleset.canRead({ path: [], auth: null, now: 0, root: TreeNode.leaf(text), query: null }).allowed;
}

/** Expectations from firebase.google.com/docs/database/security/regex, unless the title says otherwise. */
describe('R12: a regular expression matches', () => {
  it.each([
    ['/a/', 'bab', true],
    ['/^a/', 'ba', false],
    ['/a$/', 'ab', false],
    ['/^a*$/', '', true],
    ['/^a*$/', 'b', false],
    ['/^a+$/', 'aaa', true],
    ['/^a?$/', 'aa', false],
    ['/......../', 'Firebase', true],
    ['/(ab)*/', 'abab', true],
    ['/^(ab){2}$/', 'abab', true],
    ['/^a{2,}$/', 'a', false],
    ['/^a{1,2}$/', 'aaa', false],
    ['/^a|bc$/', 'ax', true],
    ['/^(a|bc)$/', 'bc', true],
    ['/^[ABCDEF]$/', 'G', false],
    ['/^[0-9A-F]+$/', '7F', true],
    ['/^[^0-9]+$/', 'a1', false],
    ['/^[a-]+$/', 'a-', true],
    ['/^[-a]+$/', 'a-', true],
    ['/^[\\w-]+$/', 'a-_9', true],
    ['/^[\\w-z]+$/', 'a-z', true],
    ['/^[.*+?]+$/', '.*', true],
    ['/^[\\]^]+$/', ']^', true],
    ['/^[\\--\\/]$/', '.', true],
    ['/^\\s\\S\\w\\W\\d\\D$/', ' aa-1a', true],
    ['/yes/i', 'YES', true],
    ['/^a\\/b$/', 'a/b', true],
    ['/^[/]$/', '/', true],
    ['/^\\.\\*\\\\$/', '.*\\', true],
    ['/^1{1}0$/', '10', true],
    ['/^a,b-c]$/', 'a,b-c]', true],
    ['/^(19|20)[0-9][0-9][-\\/. ](0[1-9]|1[012])[-\\/. ](0[1-9]|[12][0-9]|3[01])$/', '2026-11-21', true],
    ['/^[A-Z0-9._%+-]+@[A-Z0-9.-]+\\.[A-Z]{2,4}$/i', 'someone@example.com', true],
  ])('%s on %j: %j', (pattern, text, expected) => expect(matches(pattern, text)).toBe(expected));

  it('any character by ., line ends included', () => expect(matches('/^.$/', '\n')).toBe(true));

  it('an escaped letter that names no set as the letter itself', () => {
    expect(matches('/^\\n\\b$/', 'nb')).toBe(true);
    expect(matches('/^\\n$/', '\n')).toBe(false);
  });

  it('a quantifier or bar at the start of a pattern or group as itself (goldibex/targaryen grammar)', () => {
    expect(matches('/+a/', 'c+a')).toBe(true);
    expect(matches('/|a/', 'b')).toBe(false);
    expect(matches('/^x(?a)$/', 'x?a')).toBe(true);
    expect(matches('/{a/', '{a')).toBe(true);
  });

  it('a closing brace that closes nothing as itself (goldibex/targaryen grammar)', () => {
    expect(matches('/^a}$/', 'a}')).toBe(true);
    expect(matches('/^a{2}}$/', 'aa}')).toBe(true);
  });
});
