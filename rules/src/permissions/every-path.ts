import type { RuleNode } from '../rule-node.ts';
import { databaseRules } from '../ruleset.ts';
import { paperActor, paperCast } from './paper-cast.ts';
import { actorNames } from './actors.ts';
import type { ActorName } from './actors.ts';
import { matrix } from './matrix.ts';

/** A place of the rules that grants an operation, and whom some act of the matrix shows it granted to. */
export interface Place {
  /** `/rooms/{brand}/{room}`. */
  readonly path: string;
  readonly operation: 'read' | 'write';
  readonly allowed: ReadonlySet<ActorName>;
}

/** Every place of the rules that grants a read or a write to anybody, in the order of the rules. */
export function everyPath(): readonly Place[] {
  const { rules } = databaseRules();
  const shown = shownGrants(rules);
  return grantsOf(rules, '').map(([path, operation]) => ({
    path,
    operation,
    allowed: shown.get(`${operation} ${path}`) ?? new Set(),
  }));
}

function grantsOf(node: RuleNode, path: string): readonly (readonly [string, 'read' | 'write'])[] {
  const here = (['read', 'write'] as const)
    .filter((operation) => typeof node[`.${operation}`] === 'string')
    .map((operation) => [path, operation] as const);
  const below = childrenOf(node).flatMap(([key, child]) => grantsOf(child, `${path}/${nameOf(key)}`));
  return [...here, ...below];
}

function childrenOf(node: RuleNode): readonly (readonly [string, RuleNode])[] {
  return Object.entries(node)
    .filter(([key]) => !key.startsWith('.'))
    .map(([key, child]) => [key, child as RuleNode] as const);
}

function nameOf(key: string): string {
  return key.startsWith('$') ? `{${key.slice(1)}}` : key;
}

/** Whom the acts of the matrix show which operation at which place granted to: an update touches several. */
function shownGrants(rules: RuleNode): ReadonlyMap<string, ReadonlySet<ActorName>> {
  const shown = new Map<string, Set<ActorName>>();
  for (const row of matrix) {
    for (const name of actorNames.filter((actor) => row.allowed.includes(actor))) {
      const [actor, cast] = [paperActor(name), paperCast(name)];
      const paths =
        row.operation === 'read' ? [row.act(actor, cast).path] : Object.keys(row.act(actor, cast));
      for (const path of paths) {
        const place = `${row.operation} ${placeOf(rules, row.operation, path)}`;
        const names = shown.get(place);
        if (names) names.add(name);
        else shown.set(place, new Set([name]));
      }
    }
  }
  return shown;
}

/** The deepest place on a path at which the rules grant the operation. */
function placeOf(rules: RuleNode, operation: 'read' | 'write', path: string): string {
  let node = rules;
  let [here, granting] = ['', ''];
  for (const key of path.split('/')) {
    const found = childAt(node, key);
    if (!found) break;
    here += `/${nameOf(found[0])}`;
    node = found[1];
    if (typeof node[`.${operation}`] === 'string') granting = here;
  }
  return granting;
}

function childAt(node: RuleNode, key: string): readonly [string, RuleNode] | undefined {
  const children = childrenOf(node);
  return children.find(([name]) => name === key) ?? children.find(([name]) => name.startsWith('$'));
}
