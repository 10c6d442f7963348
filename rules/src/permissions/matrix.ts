import { besideRows } from './beside-rows.ts';
import { brandRows } from './brand-rows.ts';
import { messageRows } from './message-rows.ts';
import { peopleRows } from './people-rows.ts';
import { ratingRows } from './rating-rows.ts';
import { roomToldRows } from './room-told-rows.ts';
import { toldRows } from './told-rows.ts';
import { roomChangeRows } from './room-change-rows.ts';
import { roomRows } from './room-rows.ts';
import { sealed } from './row.ts';
import type { Row } from './row.ts';
import { teamRows } from './team-rows.ts';

/** The permission matrix: who may do what where. Whatever stands in no row is denied to everybody. */
export const matrix: readonly Row[] = [
  ...roomRows,
  ...messageRows,
  ...roomChangeRows,
  ...ratingRows,
  ...besideRows,
  ...peopleRows,
  ...toldRows,
  ...roomToldRows,
  ...brandRows,
  ...teamRows,

  // The server's own
  {
    path: 'server',
    operation: 'read',
    what: 'secrets, limits, archive state',
    allowed: [],
    act: () => ({ path: 'server' }),
  },
  sealed('server', () => 'server/tombstones', { x: 1 }),
  { path: '(root)', operation: 'read', what: 'everything', allowed: [], act: () => ({ path: '' }) },
  sealed('(unknown)', () => 'something-new', 1),
];
