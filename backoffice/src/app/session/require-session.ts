import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { Session } from './session';

/** Lets in whoever is signed in and sends everybody else to the sign-in, which leads back here. */
export const requireSession: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  await session.restore();
  if (session.me()) return true;
  return router.createUrlTree(['/sign-in'], state.url === '/' ? {} : { queryParams: { next: state.url } });
};

/** Keeps the pages of admins out of an operator's way. Only convenience: the rules and functions refuse for themselves. */
export const requireAdmin: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  await session.restore();
  return session.me()?.role === 'admin' ? true : router.createUrlTree(['/inbox']);
};
