import type { Me, RoomRow } from '@foyer/shared-core';
import type { BrandId, ModeratorId } from '@foyer/shared-core/model';

export const roomScopes = ['all', 'mine', 'unassigned'] as const;
export type RoomScope = (typeof roomScopes)[number];

/** The departments one works for oneself; no department is called so, for none has a dot in its name. */
export const OWN_DEPARTMENTS = '.own';

export interface RoomFilter {
  readonly scope: RoomScope;
  /** One brand, or null for all. */
  readonly brand: BrandId | null;
  /** One department, the own ones, or null for all conversations, those of no department among them. */
  readonly department: string | null;
}

export const NO_FILTER: RoomFilter = { scope: 'all', brand: null, department: null };

/** Reads a scope from the address bar; whatever it does not know is all. */
export function readScope(text: string | undefined): RoomScope {
  return roomScopes.find((scope) => scope === text) ?? 'all';
}

/** Whether a filter hides anything. */
export function isFiltering({ scope, brand, department }: RoomFilter): boolean {
  return scope !== 'all' || brand !== null || department !== null;
}

/** The rows that fit a filter, in their order. */
export function filterRooms(
  rows: readonly RoomRow[],
  filter: RoomFilter,
  me: Pick<Me, 'id' | 'departments'> | null,
): readonly RoomRow[] {
  const departments = filter.department === OWN_DEPARTMENTS ? (me?.departments ?? []) : [filter.department];
  return rows.filter(
    ({ room }) =>
      (filter.brand === null || room.brand === filter.brand) &&
      (filter.department === null || departments.includes(room.department ?? '')) &&
      isInScope(room.assignee?.id, filter, me?.id),
  );
}

function isInScope(
  assignee: ModeratorId | undefined,
  filter: RoomFilter,
  me: ModeratorId | undefined,
): boolean {
  switch (filter.scope) {
    case 'all':
      return true;
    case 'mine':
      return assignee !== undefined && assignee === me;
    case 'unassigned':
      return assignee === undefined;
  }
}
