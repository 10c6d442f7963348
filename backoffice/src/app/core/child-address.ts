import { computed, type Signal } from '@angular/core';
import { currentPath } from './current-path';

/** The path of the child page that stands beside a list, such as `acme/r1`, decoded; null while there is none. */
export function childAddress(): Signal<string | null> {
  const path = currentPath();
  return computed(() => {
    const segments = path().split('/').slice(2).map(decodeURIComponent);
    return segments.length === 0 ? null : segments.join('/');
  });
}
