import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { Session } from './session';

/** Lets in whoever is signed in and sends everybody else to the sign-in, which leads back here. */
export const requireSession: CanActivateFn = async (_route, { url }) => {
  const session = inject(Session);
  const router = inject(Router);
  if (await session.whoIsHere()) return true;
  return router.createUrlTree(['/sign-in'], url === '/inbox' ? {} : { queryParams: { next: url } });
};

/** Keeps the pages of admins out of an operator's way. Only convenience: the rules and functions refuse for themselves. */
export const requireAdmin: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  const me = await session.whoIsHere();
  return me?.role === 'admin' ? true : router.createUrlTree(['/inbox']);
};
