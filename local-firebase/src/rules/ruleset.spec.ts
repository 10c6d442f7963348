import { describe, expect, it } from 'vitest';
import { nodeFromJson } from '../tree/json.ts';
import { compileRuleset } from './ruleset.ts';

describe('R15: .indexOn', () => {
  const ruleset = compileRuleset({
    rules: { rooms: { $brand: { '.indexOn': ['openAt', 'visitor/name'] }, acme: { '.indexOn': '.value' } } },
  });

  it.each([
    [
      ['rooms', 'globex'],
      ['openAt', 'visitor/name'],
    ],
    [['rooms', 'acme'], ['.value']],
    [['rooms'], []],
    [['other'], []],
    [['rooms', 'globex', 'r1', 'x'], []],
    [[], []],
  ])('of /%j is %j', (path, indexes) => expect(ruleset.indexesAt(path)).toEqual(indexes));
});

it('R15: .indexOn is read from text as from an object', () => {
  const ruleset = compileRuleset('{"rules": {"a": {".indexOn": ["x", "y"]}}}');
  expect(ruleset.indexesAt(['a'])).toEqual(['x', 'y']);
});

describe('R4: what a token can make of an expression', () => {
  const allowed = (rule: string, token: Record<string, unknown>): boolean => {
    const auth = { uid: 'u', token };
    const ruleset = compileRuleset({ rules: { '.read': rule } });
    return ruleset.canRead({ path: [], auth, now: 5, root: nodeFromJson({ a: 'x' }), query: null }).allowed;
  };

  it.each([
    ["auth.token['a.b/c'] === 1", { 'a.b/c': 1 }, true],
    ["auth.token[auth.token.name] === 'x'", { name: 'n', n: 'x' }, true],
    ['auth.token.list[1] === 2', { list: [1, 2] }, true],
    ['auth.token.list.length == null', { list: [1, 2] }, true],
    ['auth.token.name.length === 2', { name: 'ab' }, true],
    ['auth.token.name.first == null', { name: 'ab' }, true],
    ['auth.token.a.b.c == null', {}, true],
    ['auth.token.a[auth.token.b] == null', {}, true],
    ['auth.token[auth.token.b] == null || true', { b: true }, false],
    ["auth.token.a['x' + (auth.token.b - 1)] == null || true", { a: {} }, false],
    ['auth.token == auth.token && auth.token != null', {}, true],
    ['auth.token.n * 2 === 8 && auth.token.n / 2 === 2 && auth.token.n - 1 === 3', { n: 4 }, true],
    ['auth.token.n % 0 === 1 || true', { n: 4 }, true],
    ['auth.token.n / 0 === auth.token.n / 0', { n: 4 }, false],
    ['-auth.token.n === -4', { n: 4 }, true],
    ['-auth.token.n === -4 || true', { n: '4' }, false],
    ['-(auth.token.n - 1) === -4 || true', { n: '4' }, false],
    ["auth.token.n + 'a' === '4a'", { n: 4 }, true],
    ["auth.token.n + 'a' === '4a' || true", { n: true }, false],
    ["('a' + auth.token.n) + 'b' === '4a' || true", { n: true }, false],
    ["auth.token.n.matches(/^a$/) || auth.token.n.toUpperCase() === 'B'", { n: 'b' }, true],
    ['auth.token.n.matches(auth.token.n) || true', { n: 'b' }, false],
    ["auth.token.n.replace(auth.token.x, 'a') === 'a' || true", { n: 'b' }, false],
    ["root.child(auth.token.n - 1 === 0 ? 'a' : 'b').val() === 'x'", { n: 1 }, true],
    ["root.hasChildren(['a', auth.token.n]) || true", { n: 1 }, false],
    ["root.hasChildren(['b', auth.token.n]) || true", { n: 1 }, false],
    ["root.hasChildren(['a', auth.token.n.toUpperCase()]) || true", { n: 1 }, false],
    ["root.parent().child('a').exists() || true", {}, false],
    ['root.parent().hasChildren() || true', {}, false],
    ['root.parent().val() == null || true', {}, false],
    ['root.parent().val().length == null || true', {}, false],
    ["root.parent().val().contains('a') || true", {}, false],
    ['(true ? root : 1) == 1 || true', {}, false],
    ['1 == (true ? root : 1) || true', {}, false],
    ['(true ? root : 1).foo == 1 || true', {}, false],
    ["(true ? ['a'] : 1) == 1 || true", {}, false],
    ['(true ? /a/ : 1) == 1 || true', {}, false],
    ['query.limitToLast == null', {}, true],
    ['-auth.token.n != 1 || true', { n: 'x' }, false],
    ['-auth.token.n !== auth.token.n', { n: 1 }, true],
    ["auth.token.n === '\\u0041\\x42\\n\\\\\\'\\q'", { n: "AB\n\\'q" }, true],
    ["auth.token.n === '\\101\\0\\\nb'", { n: 'A\0b' }, true],
    ['auth.token.n === 1.5e1', { n: 15 }, true],
    ['auth.token.n === .5 && 5. > auth.token.n && 0x1F === 31', { n: 0.5 }, true],
    ['/* why */ auth.token.n /* of */ === 4;', { n: 4 }, true],
    ['auth.token.n.contains == null || true', { n: 'b' }, false],
    ["auth.token.n['contains'] == null || true", { n: 'b' }, false],
    ["root.val().length == null && root.child('a').val().length === 1", {}, true],
  ])('%s with %j is %j', (rule, token, expected) => {
    expect(allowed(rule, token)).toBe(expected);
  });
});
