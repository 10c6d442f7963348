import type { FirebaseAuthInternal } from '@firebase/auth-interop-types';
import { Component } from '@firebase/component';
import type { ComponentContainer, ComponentType } from '@firebase/component';
import { deleteApp } from 'firebase/app';
import type { FirebaseApp } from 'firebase/app';

import { newId } from '../model/ids.ts';
import type { Platform } from '../platform.ts';
import type { VisitorPorts } from '../ports.ts';
import { openApp } from './open-app.ts';
import { openDatabase } from './open-database.ts';
import type { OpenDatabase } from './open-database.ts';
import { createRestAuth } from './rest-auth.ts';
import { createRestCalls } from './rest-calls.ts';
import { createRestUploads } from './rest-uploads.ts';

/**
 * The widget's ports: of the SDK only the database, everything else plain REST, which weighs less than half.
 */
export function createVisitorPorts(platform: Platform): VisitorPorts {
  return {
    platform,
    connect({ config, renew = () => Promise.resolve(null) }) {
      const app = openApp(config, `foyer-${newId(platform.random)}`);
      const auth = createRestAuth(config, platform, renew);
      lendTokens(app, auth.internal);
      let database: OpenDatabase | undefined;
      return {
        auth: auth.port,
        calls: createRestCalls(config, platform, auth.port),
        uploads: createRestUploads(config, platform, auth.port),
        database: () => (database ??= openDatabase(app, config, platform)).port,
        close: () => {
          auth.close();
          database?.close();
          return deleteApp(app);
        },
      };
    },
  };
}

/**
 * Makes `auth` what the app's database asks for tokens; to be done before the database is made. The component
 * `auth-internal` is the SDK's own seam between its parts, though no public API: firebase is pinned to one exact
 * version for its sake. It is set on this app alone, so that an auth SDK on the same page stays untouched.
 */
function lendTokens(app: FirebaseApp, auth: FirebaseAuthInternal): void {
  const { container } = app as FirebaseApp & { readonly container: ComponentContainer };
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a const enum has no value to import
  const type: ComponentType = 'PRIVATE' as ComponentType.PRIVATE;
  container.addOrOverwriteComponent(new Component('auth-internal', () => auth, type));
}
