import type { ProfileChange } from '@foyer/shared-core';

/** What the first form of a brand holds. */
export interface BrandFace {
  readonly name: string;
  readonly color: string;
  readonly welcome: string;
}

export function faceOf({ name, color, welcome }: BrandFace): BrandFace {
  return { name, color, welcome };
}

/** What differs from the stored profile: nothing else is written, so that two admins don't undo each other. */
export function profileChange(face: BrandFace, stored: BrandFace): ProfileChange {
  const name = face.name.trim();
  const color = face.color.toLowerCase();
  const welcome = face.welcome.trim();
  return {
    ...(name === stored.name ? {} : { name }),
    ...(color === stored.color.toLowerCase() ? {} : { color }),
    ...(welcome === stored.welcome ? {} : { welcome }),
  };
}
