import type { MutantResult } from './mutation-run.ts';

/** Why mutants of a kind cannot be told from the rules: what they weaken is held by something else as well. */
interface Equivalence {
  readonly reason: string;
  /** Each matches `<rule> <what>: <part>`. */
  readonly mutants: readonly RegExp[];
}

/**
 * Surviving mutants that no request can find out. A survivor that matches nothing here counts against the rules or
 * their tests; a pattern that matches no survivor is reported, so that the list cannot outlive the rules.
 */
export const equivalences: readonly Equivalence[] = [
  {
    reason: 'who has no token has no claims either, and a missing claim equals nothing',
    mutants: [/ drop: auth != null$/],
  },
  {
    reason:
      'comparing what is not there fails, and a rule that fails denies: the guard only says so in words',
    mutants: [
      / drop: root\.child\('(sessions|moderators)\/' \+ auth\.token\.\w+ \+ '\/(until|level)'\)\.val\(\) != null$/,
      / drop: query\.(limitToLast|startAt) != null$/,
      /messageCount\/\.validate (drop|after): .*data\.exists\(\)$/,
    ],
  },
  {
    reason: 'a value of another type has no length, or fails where it is compared or matched',
    mutants: [
      / drop: newData\.is(String|Number)\(\)$/,
      / before: newData in newData\.is(String|Number)\(\)$/,
    ],
  },
  {
    reason: 'a text of which one character is no space has a character; a key has one, too',
    mutants: [/\/text\/\.validate .*newData\.val\(\)\.length > 0$/],
  },
  {
    reason: 'the summary must repeat the name of the file, and its excerpt is not empty',
    mutants: [/file\/name\/\.validate .*newData\.val\(\)\.length > 0$/, /file\/\.validate without 'name'/],
  },
  {
    reason:
      'no client writes these nodes, and an update that tries is refused whole: they are the same before and after',
    mutants: [/ after: root in .*root\.child\('(sessions|bans|moderators|brands|server)\//],
  },
  {
    reason:
      'one update has one author: who opens the room, or the team room, does not write there in the same update',
    mutants: [
      /room-(notes|live)\/.* after: root in root\.child\('rooms\/' \+ \$brand \+ '\/' \+ \$room\)\.exists\(\)$/,
      /team-rooms\/\$id\/at\/\.write after: root in /,
    ],
  },
  {
    reason: 'deleting what is not there changes nothing',
    mutants: [
      /(rooms\/\$brand\/\$room|closedAt|user-rooms\/\$brand\/\$visitor\/\$room|\$message|\$note|team-rooms\/\$id|team-index\/\$uid\/\$id)\/\.write drop: newData\.exists\(\)$/,
    ],
  },
  {
    reason:
      'the record above demands the field, so it is never deleted and never written before the record exists',
    mutants: [
      /(profile\/\w+|rooms\/\$brand\/\$room\/\w+|team-rooms\/\$id\/at)\/\.write (drop|after|before|one level lower): .*(data\.parent\(\)(\.exists\(\))?|newData\.exists\(\))$/,
      /profile\/\.validate before: newData in /,
    ],
  },
  {
    reason: 'a stamp that is gone, or lacks a part, pays for nothing',
    mutants: [
      /throttle\/\$id\/\.write drop: newData\.exists\(\)$/,
      /throttle\/\$id\/\.validate (always true|without)/,
    ],
  },
  {
    reason: 'nothing grants a write there',
    mutants: [/(profile|\$who)\/\$other\/\.validate always true/],
  },
  {
    reason: 'created once is held more than once: by the record, its first fields, the message, the stamp',
    mutants: [
      /(rooms\/\$brand\/\$room|\$message|user-rooms\/\$brand\/\$visitor\/\$room|team-rooms\/\$id|team-index\/\$uid\/\$id|closedAt)\/\.write drop: !data\.exists\(\)$/,
      /(visitorId|createdAt|messageCount)\/\.validate drop: !data\.exists\(\)$/,
    ],
  },
  {
    reason:
      'a room is opened by its visitor: the room, its field, the index entry and the message each say so',
    mutants: [
      /\/rooms\/\$brand\/\$room\/\.write drop: (auth\.token\.role|auth\.token\.brand|newData\.child\('visitorId'\))/,
      /user-rooms\/.*\.write drop: auth\.token\.(role|brand|id) === /,
      /visitorId\/\.validate (always true|drop|exchange): /,
      /\/rooms\/\$brand\/\$room\/\.validate without '(visitorId|lastMessage|messageCount)'/,
    ],
  },
  {
    reason: 'the summary names a new message: the room or its field, the id and the message each say so',
    mutants: [
      /\/rooms\/\$brand\/\$room\/(\w+\/)?\.write (drop|before): .*newData(\.parent\(\))+\.child\('room-messages\/' .*\.exists\(\)$/,
      /lastMessage\/\.validate without '(id|at)'/,
      /room-messages\/.*\$message\/\.validate drop: .*\.child\('lastMessage\/id'\)\.val\(\) === \$message$/,
      /room-messages\/.*\$message\/\.validate drop: .*\.child\('message'\)\.val\(\) === \$message$/,
    ],
  },
  {
    reason: 'the time is asked for by the record that comes in the same update as well',
    mutants: [/(room|team)-messages\/.*\$message\/\.validate without 'at'/],
  },
  {
    reason: 'exactly one of openAt and closedAt stands, and the message says which: either alone is enough',
    mutants: [
      /openAt\/\.write (drop|true|before): /,
      /closedAt\/\.validate (always true|drop|exchange): /,
      /room-messages\/.*\$message\/\.validate drop: newData\.child\('event'\)\.val\(\) === 'closed'$/,
    ],
  },
  {
    reason: 'the assignee and the event that tells of it bind each other from both sides',
    mutants: [
      /assignee\/\.write (drop|true|exchange): /,
      /room-messages\/.*\.write drop: newData\.child\('event'\)\.val\(\) === 'left'$/,
      /room-messages\/.*event\/\.validate drop: /,
    ],
  },
  {
    reason: 'only a message of that kind has the child, and no other equals it',
    mutants: [/room-messages\/.*\$message\/\.validate without '(by|role|kind)'/],
  },
  {
    reason: 'no count is less than that of a room that is not there',
    mutants: [/\$who\/read\/\.write (drop: .*\.exists\(\)|after: root in .*'visitorId'.*)$/],
  },
  {
    reason: 'a team room and its index entries are written together, and each asks for the other',
    mutants: [
      /team-(rooms\/\$id|index\/\$uid\/\$id)\/\.write (drop|true): .*auth\.token\.role/,
      /team-rooms\/\$id\/\.validate without 'members'/,
    ],
  },
  {
    reason: 'only a message pays, and its own rule asks for the role',
    mutants: [/throttle\/\$id\/\.write (drop|true): .*auth\.token\.role/],
  },
];

/** The reason for which a survivor is equivalent to the rules; undefined for one that is not. */
export function reasonFor({ rule, what, part }: MutantResult): string | undefined {
  const name = `${rule} ${what}: ${part}`;
  return equivalences.find(({ mutants }) => mutants.some((pattern) => pattern.test(name)))?.reason;
}

/** Patterns of the list that match none of the survivors. */
export function idlePatterns(survivors: readonly MutantResult[]): readonly RegExp[] {
  const names = survivors.map(({ rule, what, part }) => `${rule} ${what}: ${part}`);
  return equivalences
    .flatMap(({ mutants }) => mutants)
    .filter((pattern) => !names.some((name) => pattern.test(name)));
}
