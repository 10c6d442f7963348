import { compileRuleset } from '@foyer/local-firebase';
import { describe, expect, it } from 'vitest';
import { databaseRules } from '../ruleset.ts';
import { paperActor, paperCast } from './paper-cast.ts';
import { paperTrials, trialsOf } from '../testing/paper-trials.ts';
import { distortionsOf } from './distortions.ts';
import { matrix } from './matrix.ts';

const rules = compileRuleset(databaseRules());

describe('the matrix on paper', () => {
  it.each(matrix.map((row) => ({ row, title: `${row.path} · ${row.operation}: ${row.what}` })))(
    '$title: every cell, circumstance, situation and distortion is answered as it is owed',
    ({ row }) => {
      const trials = [...trialsOf(row)].map((trial) => ({ trial, decision: trial.decide(rules) }));
      const wrong = trials.filter(({ trial, decision }) => decision.allowed !== trial.granted);
      expect(wrong.map(({ trial, decision }) => `${trial.title}: ${decision.explain().summary}`)).toEqual([]);
    },
  );

  it.each(matrix.filter((row) => row.operation === 'write' && row.tolerates))(
    'knows every distortion that $path ($what) tolerates',
    (row) => {
      if (row.operation !== 'write') return;
      const titles = new Set(
        row.allowed.flatMap((name) =>
          [...distortionsOf(row.act(paperActor(name), paperCast(name)))].map(({ title }) => title),
        ),
      );
      expect(Object.keys(row.tolerates ?? {}).filter((title) => !titles.has(title))).toEqual([]);
    },
  );
});

describe('the coverage of the rules by the matrix', () => {
  it('sees every condition of every rule both true and false', () => {
    const covered = compileRuleset(databaseRules());
    covered.startCoverage();
    for (const trial of paperTrials()) trial.decideApart(covered);
    const missing = covered.coverage().flatMap(({ rule, expression, counts, parts }) =>
      [{ expression, counts }, ...parts]
        .filter((part) => part.counts.other === 0)
        .flatMap((part) => {
          const lacksTrue = part.counts.true === 0 && part.expression !== 'false';
          const lacksFalse = part.counts.false + part.counts.error === 0 && part.expression !== 'true';
          return [
            ...(lacksTrue ? [`${rule}: never true: ${part.expression}`] : []),
            ...(lacksFalse ? [`${rule}: never false: ${part.expression}`] : []),
          ];
        }),
    );
    expect(missing).toEqual([]);
  });
});
