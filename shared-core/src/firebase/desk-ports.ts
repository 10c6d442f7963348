import { deleteApp } from 'firebase/app';

import type { Platform } from '../platform.ts';
import type { DeskPorts } from '../ports.ts';
import { createDeskAuth } from './desk-auth.ts';
import { createDeskCalls } from './desk-calls.ts';
import { createDeskUploads } from './desk-uploads.ts';
import { openApp } from './open-app.ts';
import { openDatabase } from './open-database.ts';
import type { OpenDatabase } from './open-database.ts';

/**
 * The desk's ports: everything through the official SDK. The browser remembers the sign-in under the name of the
 * Firebase app, so it must be the same at every page load; two desks on one page need two names.
 */
export function createDeskPorts(platform: Platform, appName = 'foyer-desk'): DeskPorts {
  return {
    platform,
    connect({ config }) {
      const app = openApp(config, appName);
      let database: OpenDatabase | undefined;
      return {
        auth: createDeskAuth(app, config),
        calls: createDeskCalls(app, config),
        uploads: createDeskUploads(app, config),
        database: () => (database ??= openDatabase(app, config, platform)).port,
        close: () => {
          database?.close();
          return deleteApp(app);
        },
      };
    },
  };
}
