import { DestroyRef, DOCUMENT, Injector, afterNextRender, inject } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { pathOf } from '../core/current-path';

/**
 * After each change of page puts the focus on the new page's innermost heading, so that a screen reader speaks it and
 * the keyboard goes on from there. The first page after a load is left alone: the browser has just announced it.
 */
export function focusHeadingOnNavigation(): void {
  const router = inject(Router);
  const document = inject(DOCUMENT);
  const injector = inject(Injector);
  let path = router.navigated ? null : pathOf(router.url);
  const subscription = router.events.subscribe((event) => {
    if (!(event instanceof NavigationEnd)) return;
    const previous = path;
    path = pathOf(event.urlAfterRedirects);
    if (previous === path) return;
    afterNextRender(() => headingOf(document)?.focus({ preventScroll: true }), { injector });
  });
  inject(DestroyRef).onDestroy(() => subscription.unsubscribe());
}

function headingOf(document: Document): HTMLElement | undefined {
  const headings = document.querySelectorAll<HTMLElement>('main :is(h1, h2)[tabindex="-1"]');
  return [...headings].at(-1);
}
