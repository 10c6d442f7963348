import type { BrandId } from '@foyer/shared-core/model';

/** A room that nobody answers yet. */
export interface WaitingRoom {
  readonly since: number;
  /** Where in the queue it began. */
  readonly place?: number;
  readonly department?: string;
}

/** The rooms of a brand that wait for an operator, by the time since when. */
export function waitingPath(brand: BrandId): string {
  return `server/waiting/${brand}`;
}
