import { SERVER_TIME, limits, paths } from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import { isVisitor } from './actors.ts';
import type { Actor } from './actors.ts';
import { anyText, change, desk, moved, past, recordWrongs } from './acts.ts';
import { boundedAlso, boundedWrongs } from './list-variants.ts';
import { sealed } from './row.ts';
import type { Row, Situation, Variants } from './row.ts';
import { brand } from './world.ts';
import type { Cast } from './world.ts';

/** The wrong turns of a presence lease; one without its only part is a removal, which is another row. */
function leaseWrongs(pathOf: (actor: Actor, cast: Cast) => string): Variants<Update> {
  return {
    time: (update, actor, cast) => change(update, pathOf(actor, cast), 'at', past),
    'extra child': (update, actor, cast) => change(update, pathOf(actor, cast), 'extra', true),
    'missing part': (_update, actor, cast) => ({ [pathOf(actor, cast)]: { extra: true } }),
    'a key that is no slot': (update, actor, cast) =>
      moved(update, pathOf(actor, cast), `${pathOf(actor, cast)}0`),
    'a key of another alphabet': (update, actor, cast) =>
      moved(update, pathOf(actor, cast), pathOf(actor, cast).replace(/c0a$/, 'c0g')),
  };
}

/** One's lease as old as this, in milliseconds. */
function leasedBefore(pathOf: (actor: Actor, cast: Cast) => string, age: number | null): Situation['before'] {
  return (actor, cast, now) => ({ [pathOf(actor, cast)]: age === null ? null : { at: now - age } });
}

/** When a lease is taken or renewed. */
function leaseSituations(pathOf: (actor: Actor, cast: Cast) => string): Readonly<Record<string, Situation>> {
  const least = limits.leaseIntervalMs;
  return {
    'it was renewed 1 ms too lately': { granted: false, before: leasedBefore(pathOf, least - 1) },
    'it was renewed just long enough ago': { granted: true, before: leasedBefore(pathOf, least) },
    'there is none yet': { granted: true, before: leasedBefore(pathOf, null) },
  };
}

/** Every tab has a lease of its own … */
function anyLease(collection: string): Readonly<Record<string, string>> {
  return { [`${collection}… moved to another key`]: 'to another connection of one’s own' };
}

/** … and takes it away itself. */
function leaseTolerates(collection: string): Readonly<Record<string, string>> {
  return {
    [`${collection}… deleted`]: 'removing an own lease is allowed',
    [`${collection}… without at`]: 'removing an own lease is allowed',
  };
}

/** The visitor's page, reported so many milliseconds ago. */
function wasOnPage(age: number): Situation['before'] {
  return (actor, _cast, now) => ({
    [paths.userPage(brand, actor.id)]: { url: 'https://acme.test/', title: 'Acme', at: now - age },
  });
}

/** Who people are, whether they may, and whether they are there. */
export const peopleRows: readonly Row[] = [
  {
    path: 'moderators',
    operation: 'read',
    what: 'directory, bounded',
    allowed: [...desk, 'outsider'],
    act: () => ({ path: paths.moderators(), query: { orderBy: 'key', limitToFirst: limits.listRows } }),
    wrong: {
      ...boundedWrongs(),
      'another order': (read) => ({
        path: read.path,
        query: { orderBy: { child: 'name' }, limitToFirst: limits.listRows },
      }),
    },
    also: boundedAlso(),
  },
  {
    path: 'moderators/{uid}',
    operation: 'read',
    what: 'own node',
    allowed: [...desk, 'outsider', 'disabled'],
    act: (actor) => ({ path: paths.moderator(actor.id) }),
  },
  {
    path: 'moderators/{uid}',
    operation: 'read',
    what: 'a colleague’s node',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ path: paths.moderator(actor.id === cast.admin ? cast.operator : cast.admin) }),
  },
  sealed('moderators/{uid}', (actor) => `${paths.moderator(actor.id)}/level`, 3),
  {
    path: 'sessions/{sid}',
    operation: 'read',
    what: 'own session (also when revoked)',
    allowed: ['owner', 'neighbour', 'stranger', 'banned', 'operator', 'outsider', 'disabled', 'admin'],
    act: (actor) => ({ path: paths.session(actor.sid) }),
  },
  {
    path: 'sessions/{sid}',
    operation: 'read',
    what: 'somebody else’s session',
    allowed: [],
    act: () => ({ path: paths.session('session-of-somebody') }),
  },
  sealed('sessions/{sid}', () => `${paths.session('session-of-somebody')}/until`, 9e15),
  {
    path: 'users/{brand}/{visitor}',
    operation: 'read',
    what: 'who the visitor is',
    allowed: desk,
    act: (_actor, cast) => ({ path: paths.user(brand, cast.owner) }),
  },
  {
    path: 'users/{brand}/{visitor}/page',
    operation: 'write',
    what: 'where the visitor is',
    allowed: ['owner', 'neighbour'],
    act: (actor) => ({
      [paths.userPage(brand, actor.id)]: { url: 'https://acme.test/', title: 'Acme', at: SERVER_TIME },
    }),
    wrong: {
      ...recordWrongs((actor) => paths.userPage(brand, actor.id), 'url'),
      sender: (update, actor) =>
        moved(update, paths.userPage(brand, actor.id), paths.userPage(brand, 'somebody-else')),
      length: (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'https://'.padEnd(limits.url + 1, 'x')),
      'an address that runs': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'javascript:alert(1)'),
      'an address behind another scheme': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'javascript:alert(1)//https://acme.test/'),
      'title over the limit': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'title', 'x'.repeat(limits.pageTitle + 1)),
      deletion: (_update, actor) => ({ [paths.userPage(brand, actor.id)]: null }),
    },
    also: {
      'without encryption': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'http://acme.test/'),
      'the longest address': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'https://'.padEnd(limits.url, 'x')),
      'the longest title': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'title', 'x'.repeat(limits.pageTitle)),
    },
    given: (actor) => ({ [paths.userPage(brand, actor.id)]: null }),
    when: {
      'the last page is 1 ms too young': { granted: false, before: wasOnPage(limits.pageIntervalMs - 1) },
      'the last page is just old enough': { granted: true, before: wasOnPage(limits.pageIntervalMs) },
    },
    tolerates: {
      'users…/page/url longer': 'any address will do',
      'users…/page/title longer': anyText,
      'users…/page/title shifted': anyText,
      'users…/page/title empty': 'pages without a title exist',
    },
  },
  sealed('users/{brand}/{visitor}', (actor) => `${paths.user(brand, actor.id)}/selfTold`, { userId: '42' }),
  {
    path: 'users/{brand}/{visitor}/vouched',
    operation: 'read',
    what: 'as whom the website vouches for the visitor',
    allowed: desk,
    act: (_actor, cast) => ({ path: `${paths.user(brand, cast.owner)}/vouched` }),
  },
  sealed('users/{brand}/{visitor}/vouched', (actor) => `${paths.user(brand, actor.id)}/vouched`, {
    userId: '42',
  }),
  {
    path: 'bans/{brand}/{visitor}',
    operation: 'read',
    what: 'own ban mark, or one of the brand’s',
    allowed: ['owner', 'neighbour', 'banned', ...desk],
    act: (actor, cast) => ({ path: paths.ban(brand, isVisitor(actor) ? actor.id : cast.owner) }),
  },
  {
    path: 'bans/{brand}/{visitor}',
    operation: 'read',
    what: 'ban mark of somebody else',
    allowed: desk,
    act: () => ({ path: paths.ban(brand, 'somebody-else') }),
  },
  sealed('bans/{brand}/{visitor}', (actor) => paths.ban(brand, actor.id), { until: 0 }),
  {
    path: 'presence/{brand}/{visitor}',
    operation: 'read',
    what: 'whether the visitor is there',
    allowed: desk,
    act: (_actor, cast) => ({ path: paths.presence(brand, cast.owner) }),
  },
  {
    path: 'presence/{brand}/{visitor}/{connection}',
    operation: 'write',
    what: 'take or renew an own lease',
    allowed: ['owner', 'neighbour'],
    act: (actor, cast) => ({
      [`${paths.presence(brand, actor.id)}/${cast.connection}`]: { at: SERVER_TIME },
    }),
    wrong: {
      ...leaseWrongs((actor, cast) => `${paths.presence(brand, actor.id)}/${cast.connection}`),
      sender: (update, actor, cast) =>
        moved(
          update,
          `${paths.presence(brand, actor.id)}/${cast.connection}`,
          `${paths.presence(brand, 'somebody-else')}/${cast.connection}`,
        ),
    },
    given: leasedBefore((actor, cast) => `${paths.presence(brand, actor.id)}/${cast.connection}`, null),
    when: leaseSituations((actor, cast) => `${paths.presence(brand, actor.id)}/${cast.connection}`),
    tolerates: leaseTolerates('presence'),
  },
  {
    path: 'presence/{brand}/{visitor}/{connection}',
    operation: 'write',
    what: 'remove an own lease (also when banned)',
    allowed: ['owner', 'neighbour', 'banned'],
    act: (actor, cast) => ({ [`${paths.presence(brand, actor.id)}/${cast.connection}`]: null }),
    wrong: {
      sender: (_update, actor, cast) => ({
        [`${paths.presence(brand, actor.id === cast.owner ? 'somebody-else' : cast.owner)}/${cast.connection}`]:
          null,
      }),
    },
    tolerates: anyLease('presence'),
  },
  {
    path: 'desk-presence/{uid}',
    operation: 'read',
    what: 'whether a colleague is there',
    allowed: [...desk, 'outsider'],
    act: (_actor, cast) => ({ path: paths.deskPresence(cast.operator) }),
  },
  {
    path: 'desk-presence/{uid}/{connection}',
    operation: 'write',
    what: 'take or renew an own lease',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ [`${paths.deskPresence(actor.id)}/${cast.connection}`]: { at: SERVER_TIME } }),
    wrong: {
      ...leaseWrongs((actor, cast) => `${paths.deskPresence(actor.id)}/${cast.connection}`),
      sender: (update, actor, cast) =>
        moved(
          update,
          `${paths.deskPresence(actor.id)}/${cast.connection}`,
          `${paths.deskPresence('somebody-else')}/${cast.connection}`,
        ),
    },
    given: leasedBefore((actor, cast) => `${paths.deskPresence(actor.id)}/${cast.connection}`, null),
    when: leaseSituations((actor, cast) => `${paths.deskPresence(actor.id)}/${cast.connection}`),
    tolerates: leaseTolerates('desk-presence'),
  },
  {
    path: 'desk-presence/{uid}/{connection}',
    operation: 'write',
    what: 'remove an own lease (also when disabled)',
    allowed: [...desk, 'outsider', 'disabled'],
    act: (actor, cast) => ({ [`${paths.deskPresence(actor.id)}/${cast.connection}`]: null }),
    wrong: {
      sender: (_update, actor, cast) => ({
        [`${paths.deskPresence(actor.id === cast.operator ? cast.admin : cast.operator)}/${cast.connection}`]:
          null,
      }),
    },
    tolerates: anyLease('desk-presence'),
  },
];
