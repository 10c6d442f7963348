import { explainRead, explainWrite, type Explanation } from './explain.ts';
import { CoverageRecorder, type RuleCoverage } from './coverage.ts';
import { readRulesObject, readRulesText } from './rules-source.ts';
import { buildRuleTree, type RuleNode } from './rule-tree.ts';
import { childOf, walkRead, walkWrite, type Judge, type ReadRequest, type WriteRequest } from './walk.ts';

/** What the rules say to one request. */
export interface Decision {
  readonly allowed: boolean;
  /** Which rules were asked and what they saw; evaluates the request again, so it costs only when asked for. */
  explain(): Explanation;
}

const holds: Judge = (rule, context) => rule.holds(context);

/** The security rules of one database. */
export class Ruleset {
  readonly #root: RuleNode;
  #coverage: CoverageRecorder | undefined;

  constructor(root: RuleNode) {
    this.#root = root;
  }

  canRead(request: ReadRequest): Decision {
    return {
      allowed: walkRead(this.#root, request, holds),
      explain: () => explainRead(this.#root, request),
    };
  }

  canWrite(request: WriteRequest): Decision {
    return {
      allowed: walkWrite(this.#root, request, holds),
      explain: () => explainWrite(this.#root, request),
    };
  }

  /** The `.indexOn` of the rules at a path: child paths or `.value`. */
  indexesAt(path: readonly string[]): readonly string[] {
    let node: RuleNode | undefined = this.#root;
    for (const key of path) node = node && childOf(node, key);
    return node?.indexOn ?? [];
  }

  /** Counts from now on what every part of every rule evaluates to; until then counting costs nothing. */
  startCoverage(): void {
    this.#coverage ??= new CoverageRecorder(this.#root);
  }

  /** What was counted since `startCoverage`, rule by rule; empty when it was never called. */
  coverage(): readonly RuleCoverage[] {
    return this.#coverage?.report() ?? [];
  }
}

/**
 * Compiles the rules of a database, given as the text of a rules file or as its parsed JSON. Throws `RulesError`
 * listing, with path and position, all that the live service would refuse at upload.
 */
export function compileRuleset(source: string | object): Ruleset {
  return new Ruleset(
    buildRuleTree(typeof source === 'string' ? readRulesText(source) : readRulesObject(source)),
  );
}
