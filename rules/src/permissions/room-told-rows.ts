import { SERVER_TIME, limits, paths } from '@foyer/shared-core/model';
import { anyText, change, desk, moved, recordWrongs, summary } from './acts.ts';
import type { Row, Situation } from './row.ts';
import { brand, room } from './world.ts';

const path = paths.roomTold(brand, room);

function toldBefore(age: number): Situation['before'] {
  return (_actor, _cast, now) => ({ [path]: { told: '{"tags":["earlier"]}', at: now - age } });
}

/** What websites' pages say of conversations. */
export const roomToldRows: readonly Row[] = [
  {
    path: 'room-told/{brand}/{room}',
    operation: 'read',
    what: 'what the page says of the conversation',
    allowed: ['owner', ...desk],
    act: () => ({ path }),
  },
  {
    path: 'room-told/{brand}/{room}',
    operation: 'write',
    what: 'say what the page says of the conversation',
    allowed: ['owner'],
    act: () => ({ [path]: { told: '{"tags":["vip"]}', at: SERVER_TIME } }),
    wrong: {
      ...recordWrongs(() => path, 'told'),
      'over the limit': (update) => change(update, path, 'told', 'x'.repeat(limits.told + 1)),
      'no text': (update) => change(update, path, 'told', 7),
      empty: (update) => change(update, path, 'told', ''),
      'no time': (update) => change(update, path, 'at', null),
      'of another room': (update) => moved(update, path, paths.roomTold(brand, 'room-of-nobody')),
      deletion: () => ({ [path]: null }),
    },
    also: {
      'as long as can be': (update) => change(update, path, 'told', 'x'.repeat(limits.told)),
    },
    given: () => ({ [path]: null }),
    when: {
      'the room is closed': {
        granted: false,
        before: (_actor, _cast, now) => ({ [`${summary}/openAt`]: null, [`${summary}/closedAt`]: now - 1 }),
      },
      'there is no such room': { granted: false, before: () => ({ [summary]: null }) },
      'the last is 1 ms too young': { granted: false, before: toldBefore(limits.pageIntervalMs - 1) },
      'the last is just old enough': { granted: true, before: toldBefore(limits.pageIntervalMs) },
    },
    tolerates: {
      'room-told…/told longer': anyText,
      'room-told…/told shifted': anyText,
    },
  },
];
