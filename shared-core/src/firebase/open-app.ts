import { initializeApp } from 'firebase/app';
import type { FirebaseApp } from 'firebase/app';

import type { FirebaseConfig } from '../model/calls/firebase-config.ts';

/** One Firebase app per connection; the name keeps it apart from any app of the website itself. */
export function openApp(config: FirebaseConfig, name: string): FirebaseApp {
  const { apiKey, appId, projectId, databaseURL, storageBucket } = config;
  return initializeApp({ apiKey, appId, projectId, databaseURL, storageBucket }, name);
}
