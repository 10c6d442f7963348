import { nodeFromJson, outcomeOf, readMerge } from '@foyer/local-firebase';
import type { AuthContext, QueryView, TreeNode } from '@foyer/local-firebase';
import type { Update } from '@foyer/shared-core/model';
import type { Trial } from '../mutation/trial.ts';
import { actorNames } from '../permissions/actors.ts';
import type { Actor } from '../permissions/actors.ts';
import { circumstances } from '../permissions/circumstances.ts';
import { distortionsOf } from '../permissions/distortions.ts';
import { matrix } from '../permissions/matrix.ts';
import type { Read, Row, WriteRow } from '../permissions/row.ts';
import type { Cast } from '../permissions/world.ts';
import { dataBefore } from '../permissions/world.ts';
import { authOf, claimsOf, paperActor, paperCast, standingData } from '../permissions/paper-cast.ts';

/** The moment of every trial, so that limits of time can be met to the millisecond. */
const NOW = 1_800_000_000_000;

/** The world in which one trial takes place. */
interface Scene {
  readonly auth: AuthContext | null;
  readonly before: TreeNode;
}

function changed(before: TreeNode, update: Update): TreeNode {
  return outcomeOf(before, readMerge('', update), NOW).after;
}

const standing = nodeFromJson(standingData(NOW));

function sceneOf(row: Row, actor: Actor, cast: Cast): Scene {
  const before = changed(standing, dataBefore(actor, cast, NOW));
  return {
    auth: authOf(claimsOf(actor)),
    before: row.given ? changed(before, row.given(actor, cast, NOW)) : before,
  };
}

function viewOf(query: NonNullable<Read['query']>): QueryView {
  return {
    orderByKey: query.orderBy === 'key',
    orderByPriority: false,
    orderByValue: false,
    orderByChild: query.orderBy === 'key' ? null : query.orderBy.child,
    startAt: query.startAt ?? null,
    endAt: null,
    equalTo: null,
    limitToFirst: query.limitToFirst ?? null,
    limitToLast: query.limitToLast ?? null,
  };
}

function readTrial(title: string, granted: boolean, scene: Scene, read: Read): Trial {
  const request = {
    path: read.path.split('/').filter((key) => key !== ''),
    auth: scene.auth,
    now: NOW,
    root: scene.before,
    query: read.query ? viewOf(read.query) : null,
  };
  const decide: Trial['decide'] = (rules) => rules.canRead(request);
  return { title, granted, decide, decideApart: (rules) => [decide(rules)] };
}

function writeTrial(title: string, granted: boolean, scene: Scene, update: Update): Trial {
  const { after, paths } = outcomeOf(scene.before, readMerge('', update), NOW);
  const request = { paths, auth: scene.auth, now: NOW, before: scene.before, after };
  return {
    title,
    granted,
    decide: (rules) => rules.canWrite(request),
    decideApart: (rules) => paths.map((path) => rules.canWrite({ ...request, paths: [path] })),
  };
}

function trial(title: string, granted: boolean, scene: Scene, act: Read | Update): Trial {
  return isRead(act) ? readTrial(title, granted, scene, act) : writeTrial(title, granted, scene, act);
}

function isRead(act: Read | Update): act is Read {
  return typeof (act as Read).path === 'string';
}

/** What is tolerated of a record is tolerated of the same record written leaf by leaf. */
function tolerates({ tolerates: tolerated = {} }: WriteRow, title: string): boolean {
  return Object.hasOwn(tolerated, title) || Object.hasOwn(tolerated, title.replace(' leaf by leaf, ', '/'));
}

function* variantsOf(
  row: Row,
  actor: Actor,
  cast: Cast,
): Generator<readonly [string, boolean, Read | Update]> {
  if (row.operation === 'read') {
    const right = row.act(actor, cast);
    for (const [name, vary] of Object.entries(row.also ?? {})) yield [name, true, vary(right, actor, cast)];
    for (const [name, vary] of Object.entries(row.wrong ?? {})) yield [name, false, vary(right, actor, cast)];
    return;
  }
  const right = row.act(actor, cast);
  for (const [name, vary] of Object.entries(row.also ?? {})) yield [name, true, vary(right, actor, cast)];
  for (const [name, vary] of Object.entries(row.wrong)) yield [name, false, vary(right, actor, cast)];
  for (const { title, act } of distortionsOf(right)) {
    yield [title, tolerates(row, title), act];
  }
}

function* cellTrials(row: Row, actor: Actor, cast: Cast): Generator<Trial> {
  const cell = `${row.path} · ${row.operation}: ${row.what} · ${actor.name}`;
  const scene = sceneOf(row, actor, cast);
  const act = row.act(actor, cast);
  const isAllowed = row.allowed.includes(actor.name);
  yield trial(cell, isAllowed, scene, act);
  for (const { title, before, claims, owed } of circumstances) {
    const granted = owed(row, actor);
    if (granted === undefined) continue;
    const claimed = claimsOf(actor);
    const changedScene = {
      auth: authOf(claims && claimed ? claims(claimed, cast) : claimed),
      before: before ? changed(scene.before, before(actor, cast, NOW)) : scene.before,
    };
    yield trial(`${cell} · ${title}`, granted, changedScene, act);
  }
  if (!isAllowed) return;
  for (const [title, { granted, of, before }] of Object.entries(row.when ?? {})) {
    if (of && !of.includes(actor.name)) continue;
    const there = { ...scene, before: changed(scene.before, before(actor, cast, NOW)) };
    yield trial(`${cell} · when ${title}`, granted, there, act);
  }
  for (const [title, granted, variant] of variantsOf(row, actor, cast)) {
    yield trial(`${cell} · with ${title}`, granted, scene, variant);
  }
}

/**
 * Every cell of a row as requests that can be put to any set of rules without a server: the act itself, the act in
 * every circumstance and situation, and with one thing wrong (or different and as right) at a time.
 */
export function* trialsOf(row: Row): Generator<Trial> {
  for (const name of actorNames) yield* cellTrials(row, paperActor(name), paperCast(name));
}

/** The trials of the whole matrix. */
export function* paperTrials(): Generator<Trial> {
  for (const row of matrix) yield* trialsOf(row);
}
