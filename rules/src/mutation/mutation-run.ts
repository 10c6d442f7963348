import { compileRuleset } from '@foyer/local-firebase';
import type { Ruleset } from '@foyer/local-firebase';
import { mutantsOf } from './mutants.ts';
import type { Trial } from './trial.ts';

type Json = Readonly<Record<string, unknown>>;
const KINDS = ['.read', '.write', '.validate'] as const;

/** One rule of a rules file. */
interface RulePlace {
  /** `/rooms/$brand/.read`, as the evaluator names it. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly kind: string;
  readonly source: string;
}

/** What became of one mutant. */
export interface MutantResult {
  readonly rule: string;
  readonly what: string;
  readonly part: string;
  readonly source: string;
  /** The trial that found it out; undefined when it survived. */
  readonly killer?: string;
}

export interface MutationRun {
  readonly trials: number;
  readonly results: readonly MutantResult[];
  /** Mutants that the rules language refuses: they are no rules. */
  readonly refused: number;
}

/** Puts every mutant of the rules to the trials that ask its rule. Throws when the rules themselves fail a trial. */
export function runMutation(rules: { readonly rules: Json }, trials: Iterable<Trial>): MutationRun {
  const all = [...trials];
  const askedBy = trialsByRule(compileRuleset(rules), all);
  const results: MutantResult[] = [];
  let refused = 0;
  for (const place of rulesOf(rules.rules, [])) {
    // Whoever killed the last mutants of a rule will likely kill the next.
    const asking = askedBy.get(place.name) ?? [];
    for (const { what, part, source } of mutantsOf(place.source, place.keys)) {
      const mutated = compile(withRule(rules, place, source));
      if (!mutated) {
        refused += 1;
        continue;
      }
      const killer = findKiller(mutated, asking);
      results.push({ rule: place.name, what, part, source, ...(killer ? { killer } : {}) });
    }
  }
  return { trials: all.length, results, refused };
}

function findKiller(rules: Ruleset, asking: Trial[]): string | undefined {
  const at = asking.findIndex((trial) => trial.decide(rules).allowed !== trial.granted);
  const [killer] = at < 0 ? [] : asking.splice(at, 1);
  if (killer) asking.unshift(killer);
  return killer?.title;
}

/** Which trials ask which rule: only these can tell a mutant of it. */
function trialsByRule(rules: Ruleset, trials: readonly Trial[]): ReadonlyMap<string, Trial[]> {
  const askedBy = new Map<string, Trial[]>();
  for (const trial of trials) {
    const decision = trial.decide(rules);
    if (decision.allowed !== trial.granted) {
      throw new Error(`The rules fail a trial. ${trial.title}: ${decision.explain().summary}`);
    }
    for (const name of new Set(decision.explain().rules.map(({ rule }) => rule))) {
      const asking = askedBy.get(name);
      if (asking) asking.push(trial);
      else askedBy.set(name, [trial]);
    }
  }
  return askedBy;
}

function* rulesOf(node: Json, keys: readonly string[]): Generator<RulePlace> {
  for (const kind of KINDS) {
    const rule = node[kind];
    if (typeof rule !== 'string' && typeof rule !== 'boolean') continue;
    const name = [...keys.map((key) => `/${key}`), `/${kind}`].join('');
    yield { name, keys, kind, source: String(rule) };
  }
  for (const [key, child] of Object.entries(node)) {
    if (!key.startsWith('.')) yield* rulesOf(child as Json, [...keys, key]);
  }
}

/** A copy of the rules in which one rule has another source. */
function withRule(document: Json, { keys, kind }: RulePlace, source: string): Json {
  const replace = (node: Json, below: readonly string[]): Json => {
    const [key, ...rest] = below;
    return key === undefined
      ? { ...node, [kind]: source }
      : { ...node, [key]: replace(node[key] as Json, rest) };
  };
  return replace(document, ['rules', ...keys]);
}

function compile(document: Json): Ruleset | undefined {
  try {
    return compileRuleset(document);
  } catch (error) {
    if (error instanceof Error && error.name === 'RulesError') return undefined;
    throw error;
  }
}
