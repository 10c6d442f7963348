import { limits, rateRoomUpdate } from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import { anyText, change, moved, past, recordWrongs, summary, to } from './acts.ts';
import type { Row, Situation, Variants } from './row.ts';

const path = `${summary}/rating`;
const closed: Situation['before'] = (_actor, _cast, now) => ({
  [`${summary}/openAt`]: null,
  [`${summary}/closedAt`]: now - 1,
});

function scores(values: readonly unknown[]): Variants<Update> {
  return Object.fromEntries(
    values.map((score) => [
      `the score ${JSON.stringify(score)}`,
      (update: Update) => change(update, path, 'score', score),
    ]),
  );
}

/** What visitors think of a conversation when it is over. */
export const ratingRows: readonly Row[] = [
  {
    path: 'rooms/{brand}/{room}/rating',
    operation: 'write',
    what: 'rate a closed room',
    allowed: ['owner'],
    act: () => rateRoomUpdate(to, { score: 3, comment: 'It was quick.' }),
    wrong: {
      ...recordWrongs(() => path, 'score'),
      ...scores([0, 6, 2.5, -1, '3', true]),
      'no time': (update) => change(update, path, 'at', null),
      'a time to come': (update) => change(update, path, 'at', past * 2),
      'a comment over the limit': (update) =>
        change(update, path, 'comment', 'x'.repeat(limits.ratingComment + 1)),
      'an empty comment': (update) => change(update, path, 'comment', ''),
      'a comment that is no text': (update) => change(update, path, 'comment', 1),
      'of another room': (update) => moved(update, path, `${summary}-2/rating`),
    },
    also: {
      ...scores([1, 2, 4, 5]),
      'no comment': (update) => change(update, path, 'comment', null),
      'the longest comment': (update) => change(update, path, 'comment', 'x'.repeat(limits.ratingComment)),
    },
    given: closed,
    when: {
      'the room is open': {
        granted: false,
        before: (_actor, _cast, now) => ({ [`${summary}/openAt`]: now - 1, [`${summary}/closedAt`]: null }),
      },
      'it was rated before': {
        granted: false,
        before: (_actor, _cast, now) => ({ [path]: { score: 1, at: now - 1 } }),
      },
    },
    tolerates: {
      'rooms…/rating/score one more': 'any of five will do',
      'rooms…/rating/score one less': 'any of five will do',
      'rooms…/rating leaf by leaf, score one more': 'any of five will do',
      'rooms…/rating leaf by leaf, score one less': 'any of five will do',
      'rooms…/rating without comment': 'a comment is not owed',
      'rooms…/rating leaf by leaf, comment as it was': 'a comment is not owed',
      'rooms…/rating/comment longer': anyText,
      'rooms…/rating/comment shifted': anyText,
      'rooms…/rating leaf by leaf, comment longer': anyText,
      'rooms…/rating leaf by leaf, comment shifted': anyText,
    },
  },
];
