import { DestroyRef, inject, signal, type Signal } from '@angular/core';
import { ActivatedRoute, NavigationEnd, Router } from '@angular/router';

/** The path of the child page that stands beside a list, such as `acme/r1`, decoded; null while there is none. */
export function childAddress(): Signal<string | null> {
  const route = inject(ActivatedRoute);
  const router = inject(Router);
  const read = (): string | null =>
    route.firstChild?.snapshot.url.map((segment) => segment.path).join('/') ?? null;
  const address = signal(read());
  const subscription = router.events.subscribe((event) => {
    if (event instanceof NavigationEnd) address.set(read());
  });
  inject(DestroyRef).onDestroy(() => subscription.unsubscribe());
  return address.asReadonly();
}
