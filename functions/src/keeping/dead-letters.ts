import type { BrandId, MessageId, RoomId } from '@foyer/shared-core/model';
import { sha256 } from '../secrets.ts';

/** What the archive can never take: kept where it can be looked at, and counted so that nobody waits for it. */
export interface DeadLetter {
  readonly id: MessageId;
  readonly reason: string;
}

const LONGEST_REASON = 500;

export function deadLettersPath(brand: BrandId, room: RoomId): string {
  return `server/dead-letters/${brand}/${room}`;
}

/** The update that remembers dead letters. */
export function deadLetterUpdate(
  brand: BrandId,
  room: RoomId,
  letters: readonly DeadLetter[],
): Readonly<Record<string, unknown>> {
  const path = deadLettersPath(brand, room);
  return Object.fromEntries(
    // A message's id may be too long to be part of a longer path: its hash never is.
    letters.map(({ id, reason }) => [
      `${path}/${sha256(id).slice(0, 32)}`,
      { id, reason: reason.slice(0, LONGEST_REASON) },
    ]),
  );
}
