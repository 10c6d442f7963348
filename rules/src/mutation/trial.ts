import type { Decision, Ruleset } from '@foyer/local-firebase';

/** One request with the answer that is owed to it. */
export interface Trial {
  readonly title: string;
  readonly granted: boolean;
  /** Puts the request to a set of rules. */
  decide(rules: Ruleset): Decision;
  /** Puts each path of the request by itself, since the first path that is refused hides the others. */
  decideApart(rules: Ruleset): readonly Decision[];
}
