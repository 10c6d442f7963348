import { DestroyRef, inject, signal, type Signal } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';

/** An address without what only filters. */
export function pathOf(url: string): string {
  return url.split(/[?#]/u)[0] ?? '';
}

/** The path of the page that is shown. */
export function currentPath(): Signal<string> {
  const router = inject(Router);
  const path = signal(pathOf(router.url));
  const subscription = router.events.subscribe((event) => {
    if (event instanceof NavigationEnd) path.set(pathOf(event.urlAfterRedirects));
  });
  inject(DestroyRef).onDestroy(() => subscription.unsubscribe());
  return path.asReadonly();
}
