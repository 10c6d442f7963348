import type { RoomRow } from '@foyer/shared-core';
import type { BrandId, ModeratorId } from '@foyer/shared-core/model';

export const roomScopes = ['all', 'mine', 'unassigned'] as const;
export type RoomScope = (typeof roomScopes)[number];

export interface RoomFilter {
  readonly scope: RoomScope;
  /** One brand, or null for all. */
  readonly brand: BrandId | null;
}

/** Reads a scope from the address bar; whatever it does not know is all. */
export function readScope(text: string | undefined): RoomScope {
  return roomScopes.find((scope) => scope === text) ?? 'all';
}

/** The rows that fit a filter, in their order. */
export function filterRooms(
  rows: readonly RoomRow[],
  filter: RoomFilter,
  me: ModeratorId | undefined,
): readonly RoomRow[] {
  return rows.filter(
    ({ room }) =>
      (filter.brand === null || room.brand === filter.brand) && isInScope(room.assignee?.id, filter, me),
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
