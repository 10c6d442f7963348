import type { ProfileChange } from '@foyer/shared-core';
import type { BrandProfile } from '@foyer/shared-core/model';

/** What the form of a brand holds. */
export interface BrandLook {
  readonly name: string;
  readonly color: string;
  readonly welcome: string;
}

export function lookOf({ name, color, welcome }: BrandProfile): BrandLook {
  return { name, color, welcome };
}

/** What differs from the stored profile: nothing else is written, so that two admins don't undo each other. */
export function profileChange(look: BrandLook, stored: BrandProfile): ProfileChange {
  const name = look.name.trim();
  const color = look.color.toLowerCase();
  const welcome = look.welcome.trim();
  return {
    ...(name === stored.name ? {} : { name }),
    ...(color === stored.color.toLowerCase() ? {} : { color }),
    ...(welcome === stored.welcome ? {} : { welcome }),
  };
}
