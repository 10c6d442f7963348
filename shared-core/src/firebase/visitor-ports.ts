import type { Platform } from '../platform.ts';
import type { VisitorPorts } from '../ports.ts';
import { openRtdb } from '../rtdb/open-rtdb.ts';
import { createRestAuth } from './rest-auth.ts';
import { createRestCalls } from './rest-calls.ts';
import { createRestUploads } from './rest-uploads.ts';

/** The widget's ports: nothing of the SDK, which weighs ten times as much as what is needed of it. See decision 13. */
export function createVisitorPorts(platform: Platform): VisitorPorts {
  return {
    platform,
    connect({ config, renew = () => Promise.resolve(null) }) {
      const auth = createRestAuth(config, platform, renew);
      let database: ReturnType<typeof openRtdb> | undefined;
      return {
        auth: auth.port,
        calls: createRestCalls(config, platform, auth.port),
        uploads: createRestUploads(config, platform, auth.port),
        database: () => (database ??= openRtdb(config, platform, auth.tokens)).port,
        close: () => {
          auth.close();
          database?.close();
          return Promise.resolve();
        },
      };
    },
  };
}
