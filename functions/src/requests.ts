import { onRequest } from 'firebase-functions/https';
import { ports } from './firebase/ports.ts';
import { desk, signIn } from './instances.ts';

// What others than our own clients ask for: websites' servers, caches, mail programs.

/** For a website's server, not for its pages. */
export const createVisitorToken = onRequest({ ...signIn, cors: false }, async (request, response) => {
  const made = await import('./visitor-tokens/create-visitor-token.ts');
  await made.createVisitorToken(request, response, ports);
});

/** For pages that want to know before anybody opens the chat; mostly answered by Hosting's cache. */
export const brandCard = onRequest({ ...desk, cors: false }, async (request, response) => {
  const card = await import('./brand-card/brand-card.ts');
  await card.brandCard(request, response, ports);
});

/** For readers of our mails and their mail programs: no mail about this conversation any more. */
export const stopMails = onRequest({ ...desk, cors: false }, async (request, response) => {
  const stopping = await import('./answers/stop-mails.ts');
  await stopping.stopMails(request, response, ports);
});
