import type { Trigger } from './triggers.ts';

/** Whether somebody answers: `away` within the brand's hours while nobody is at the desk, `offline` outside of them. */
export type Availability = 'online' | 'away' | 'offline';

/** How it stands. Where a brand says no hours, they last as long as somebody is at the desk. */
export function availabilityOf(brand: {
  readonly isLive: boolean;
  readonly hasHours: boolean;
  readonly isWithinHours: boolean;
  readonly isAtDesk: boolean;
}): Availability {
  if (!brand.isLive || !brand.isWithinHours) return 'offline';
  if (brand.isAtDesk) return 'online';
  return brand.hasHours ? 'away' : 'offline';
}

/** What a website's page may learn of a brand before anybody opens the chat. */
export interface BrandCard {
  readonly status: Availability;
  /** What the brand says first. */
  readonly triggers: readonly Trigger[];
}
