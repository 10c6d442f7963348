import { nodeFromJson } from '@foyer/local-firebase';
import { describe, expect, it } from 'vitest';
import { runMutation } from './mutation-run.ts';
import type { Trial } from './trial.ts';

const rules = { rules: { a: { '.read': 'auth != null && now > 5' } } };

function read(now: number, isSignedIn: boolean, granted: boolean): Trial {
  const auth = isSignedIn ? { uid: 'u', token: {} } : null;
  const root = nodeFromJson({ a: 1 });
  const decide: Trial['decide'] = (ruleset) => ruleset.canRead({ path: ['a'], auth, now, root, query: null });
  return {
    title: `${isSignedIn ? 'somebody' : 'nobody'} at ${now}`,
    granted,
    decide,
    decideApart: (ruleset) => [decide(ruleset)],
  };
}

describe('a mutation run', () => {
  it('names for each mutant the trial that found it out', () => {
    const { results } = runMutation(rules, [
      read(6, true, true),
      read(6, false, false),
      read(5, true, false),
    ]);
    const dropped = results.find(({ what, part }) => what === 'drop' && part === 'auth != null');
    expect(dropped?.killer).toBe('nobody at 6');
    expect(results.filter(({ killer }) => killer === undefined)).toEqual([]);
  });

  it('lets survive what no trial finds out', () => {
    const { results } = runMutation(rules, [read(7, true, true)]);
    const survivors = results.filter(({ killer }) => killer === undefined).map(({ source }) => source);
    expect(survivors).toContain('now > 5');
    expect(survivors).toContain('auth != null && now > 6');
  });

  it('refuses to start on rules that fail a trial themselves', () => {
    expect(() => runMutation(rules, [read(5, true, true)])).toThrow('The rules fail a trial. somebody at 5');
  });
});
