import { describe, expect, it } from 'vitest';
import { nodeFromJson } from '../tree/json.ts';
import { compileRuleset } from './ruleset.ts';

const auth = { uid: 'u1', token: { role: 'client' } };

describe('R16: a decision explains itself', () => {
  const ruleset = compileRuleset({
    rules: {
      '.read': false,
      rooms: {
        $room: {
          '.read': "data.child('owner').val() === auth.uid && auth.token.role === 'client'",
          '.write': "auth.token.level > 3 || newData.child('text').exists()",
          text: { '.validate': 'newData.isString()' },
        },
      },
    },
  });
  const root = nodeFromJson({ rooms: { r1: { owner: 'u1' } } });
  const read = (path: readonly string[]) =>
    ruleset.canRead({ path, auth, now: 1, root, query: null }).explain();
  const write = (json: unknown) => {
    const paths = [['rooms', 'r2']];
    const after = root.with(['rooms', 'r2'], nodeFromJson(json));
    return ruleset.canWrite({ paths, auth, now: 1, before: root, after }).explain();
  };

  it('names the rule that granted a read, the place it stood at, and what its parts were', () => {
    const explanation = read(['rooms', 'r1', 'owner']);
    expect(explanation.summary).toBe('read /rooms/r1/owner: allowed by /rooms/$room/.read.');
    expect(explanation.rules).toHaveLength(2);
    expect(explanation.rules[0]).toMatchObject({ rule: '/.read', path: '/', outcome: 'false', parts: [] });
    expect(explanation.rules[1]).toEqual({
      rule: '/rooms/$room/.read',
      path: '/rooms/r1',
      expression: "data.child('owner').val() === auth.uid && auth.token.role === 'client'",
      outcome: 'true',
      parts: [
        { expression: 'data', value: '{"owner":"u1"}' },
        { expression: "data.child('owner')", value: '"u1"' },
        { expression: "data.child('owner').val()", value: '"u1"' },
        { expression: 'auth', value: '{"uid":"u1","token":{"role":"client"}}' },
        { expression: 'auth.uid', value: '"u1"' },
        { expression: "data.child('owner').val() === auth.uid", value: 'true' },
        { expression: 'auth', value: '{"uid":"u1","token":{"role":"client"}}' },
        { expression: 'auth.token', value: '{"role":"client"}' },
        { expression: 'auth.token.role', value: '"client"' },
        { expression: "auth.token.role === 'client'", value: 'true' },
        {
          expression: "data.child('owner').val() === auth.uid && auth.token.role === 'client'",
          value: 'true',
        },
      ],
    });
  });

  it('lists the rules that would not grant', () => {
    expect(read(['rooms', 'r9']).summary).toBe(
      'read /rooms/r9: denied because none of /.read (false), /rooms/$room/.read (false) grants it.',
    );
  });

  it('says when no rule stands on the path', () => {
    const empty = compileRuleset({ rules: {} });
    const { summary, rules } = empty.canRead({ path: ['a'], auth, now: 1, root, query: null }).explain();
    expect(summary).toBe('read /a: denied because no rule stands on the path.');
    expect(rules).toEqual([]);
  });

  it('shows which part failed, and why', () => {
    const explanation = write({ owner: 'u1' });
    expect(explanation.summary).toBe(
      'write /rooms/r2: denied because none of /rooms/$room/.write (error) grants it.',
    );
    expect(explanation.rules[0]?.parts).toContainEqual({
      expression: 'auth.token.level > 3',
      value: 'error: The operands are not both numbers, both strings or both null.',
    });
  });

  it('names the .validate that stopped a write', () => {
    const levels = compileRuleset({
      rules: { a: { '.write': true, b: { '.validate': 'newData.isString()' } } },
    });
    const after = nodeFromJson({ a: { b: 1 } });
    const { summary } = levels.canWrite({ paths: [['a']], auth, now: 1, before: root, after }).explain();
    expect(summary).toBe('write /a: denied by /a/b/.validate at /a/b, which is false.');
  });

  it('names what granted a write, and every path of an update', () => {
    const levels = compileRuleset({ rules: { $k: { '.write': true, '.validate': 'newData.isNumber()' } } });
    const after = nodeFromJson({ a: 1, b: 2 });
    const paths = [['a'], ['b']];
    const { summary } = levels.canWrite({ paths, auth, now: 1, before: root, after }).explain();
    expect(summary).toBe('write /a, /b: allowed by /$k/.write, /$k/.write.');
  });

  it('shows of a node with children the first few leaves', () => {
    const any = compileRuleset({ rules: { '.read': 'data.exists()' } });
    const shown = (json: unknown) => {
      const { rules } = any
        .canRead({ path: [], auth, now: 1, root: nodeFromJson(json), query: null })
        .explain();
      return rules[0]?.parts[0]?.value;
    };
    expect(shown({ a: 'x', b: { c: { d: 1 } } })).toBe('{"a":"x","b":{…}}');
    expect(shown(null)).toBe('null');
    expect(shown([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe('{"0":1,"1":2,"2":3,"3":4,"4":5,"5":6,"6":7,"7":8,…}');
  });

  it('cuts long values short', () => {
    const long = compileRuleset({ rules: { '.read': "root.val() === 'x'" } });
    const node = nodeFromJson('a'.repeat(1000));
    const { rules } = long.canRead({ path: [], auth: null, now: 1, root: node, query: null }).explain();
    expect(rules[0]?.parts[0]?.value).toHaveLength(201);
  });
});
