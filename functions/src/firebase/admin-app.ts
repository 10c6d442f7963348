import { getApps, initializeApp, type App } from 'firebase-admin/app';

const NAME = 'foyer';

/** The one connection to the project that all functions of an instance share. */
export function adminApp(): App {
  return getApps().find((app) => app.name === NAME) ?? initializeApp(undefined, NAME);
}
