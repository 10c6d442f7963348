import type { RoomRow } from '@foyer/shared-core';
import type { BrandProfile } from '@foyer/shared-core/model';

/** Every department that conversations, forms before the chat or `more` name, by name. */
export function knownDepartments(
  rows: readonly RoomRow[],
  profiles: readonly (BrandProfile | null)[],
  more: readonly string[],
): readonly string[] {
  const asked = profiles.flatMap((profile) =>
    (profile?.preChat?.fields ?? []).flatMap(({ kind, options }) => (kind === 'department' ? options : [])),
  );
  const told = rows.flatMap(({ room }) => (room.department === undefined ? [] : [room.department]));
  return [...new Set([...asked, ...told, ...more])].sort((one, other) => one.localeCompare(other));
}
