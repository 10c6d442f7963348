import { DestroyRef, DOCUMENT, inject, signal, type Signal } from '@angular/core';

/** Whether somebody can see this window: what arrives in a hidden one has not been read. */
export function windowIsVisible(): Signal<boolean> {
  const document = inject(DOCUMENT);
  const isVisible = signal(document.visibilityState === 'visible');
  const read = (): void => isVisible.set(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', read);
  inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', read));
  return isVisible.asReadonly();
}
