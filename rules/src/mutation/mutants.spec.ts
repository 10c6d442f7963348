import { describe, expect, it } from 'vitest';
import { mutantsOf } from './mutants.ts';

const mutants = (source: string, wildcards: readonly string[] = []): readonly string[] =>
  mutantsOf(source, wildcards).map((mutant) => mutant.source);

describe('the mutants of a rule', () => {
  it('are the rule made true, made false, and without each operand', () => {
    expect(mutants('data.exists() && newData.exists()')).toEqual(
      expect.arrayContaining([
        'true',
        'false',
        'newData.exists()',
        'data.exists()',
        'data.exists() || newData.exists()',
        '!data.exists() && newData.exists()',
      ]),
    );
  });

  it('weaken each operand of an alternative, however deep it stands', () => {
    expect(mutants('now > 1 && (auth == null || data.exists())')).toEqual(
      expect.arrayContaining([
        'now > 1 && (data.exists())',
        'now > 1 && (true || data.exists())',
        'now > 1 && (auth == null && data.exists())',
        'now > 1 && (auth != null || data.exists())',
      ]),
    );
  });

  it('move a comparison by one in both ways', () => {
    expect(mutants('now <= 10')).toEqual([
      'true',
      'false',
      'now < 10',
      'now > 10',
      '0 <= 10',
      'now <= 11',
      'now <= 9',
    ]);
  });

  it('change texts, patterns, lists, wildcards, trees and the source of an id', () => {
    expect(mutants("newData.val() === 'a'")).toContain("newData.val() === 'a~'");
    expect(mutants('newData.val().matches(/^a$/)')).toEqual(
      expect.arrayContaining(['newData.val().matches(/a$/)', 'newData.val().matches(/^a/)']),
    );
    expect(mutants("newData.hasChildren(['a', 'b'])")).toContain("newData.hasChildren(['b'])");
    expect(mutants('$a === auth.token.id', ['$a', '$b'])).toEqual(
      expect.arrayContaining(['$b === auth.token.id', '$a === auth.uid']),
    );
    expect(mutants("root.child('x').exists()", ['a', '$b'])).toContain(
      "newData.parent().parent().child('x').exists()",
    );
  });

  it('say what was done to which part', () => {
    const [, , drop] = mutantsOf('auth != null && now > 5', []);
    expect(drop).toMatchObject({ what: 'drop', part: 'auth != null', source: 'now > 5' });
  });

  it('never are the rule itself, nor twice the same', () => {
    const source = 'data.exists() && data.exists()';
    const all = mutants(source);
    expect(all).not.toContain(source);
    expect(new Set(all).size).toBe(all.length);
  });
});
