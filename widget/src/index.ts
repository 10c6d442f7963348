import { install } from './install.ts';

try {
  install(window);
} catch {
  // A page that has put something of its own in the place of `Promise` or `URL` has no chat, and no exception either.
}
