import { Hono, type Context } from 'hono';
import { BodyFields } from '../http/body-fields.ts';
import { readJson } from '../http/google-error.ts';
import type { NodeBindings } from '../http/node-server.ts';
import { refuse } from '../local-firebase-error.ts';
import { APP_CHECK_TTL_MS, type AppCheck } from './app-check.ts';

/** What the service is made of. */
export interface AppCheckParts {
  readonly appCheck: AppCheck;
  readonly projectId: string;
  /** Throws for whoever is no administrator. */
  readonly requireAdmin: (context: Context) => void;
}

/** The part of firebaseappcheck.googleapis.com that debug builds and verifiers use. */
export function appCheckRoutes(parts: AppCheckParts): Hono<NodeBindings> {
  const { appCheck } = parts;
  const app = new Hono<NodeBindings>();
  app.get('/v1/jwks', async (context) => context.json(await appCheck.jwks()));

  app.post('/v1/projects/:project/apps/:call', async (context) => {
    requireProject(context, parts);
    const [appId = '', method] = splitCall(context.req.param('call'));
    const body = new BodyFields(await readJson(context));
    if (method !== 'exchangeDebugToken') throw refuse(501, 'NOT_IMPLEMENTED');
    const debugToken = body.string('debug_token') ?? body.string('debugToken') ?? '';
    if (!appCheck.isDebugToken(debugToken)) throw refuse(403, 'App attestation failed.');
    return context.json({ token: await appCheck.mint({ appId }), ttl: `${APP_CHECK_TTL_MS / 1000}s` });
  });

  app.post('/v1beta/projects/:call', async (context) => {
    parts.requireAdmin(context);
    const [project, method] = splitCall(context.req.param('call'));
    if (project !== parts.projectId || method !== 'verifyAppCheckToken') throw refuse(404, 'NOT_FOUND');
    const body = new BodyFields(await readJson(context));
    const alreadyConsumed = appCheck.consume(body.string('app_check_token') ?? '');
    if (alreadyConsumed === undefined) throw refuse(403, 'App Check token is invalid.');
    return context.json(alreadyConsumed ? { alreadyConsumed } : {});
  });
  return app;
}

function requireProject(context: Context, { projectId }: AppCheckParts): void {
  if (context.req.param('project') !== projectId) throw refuse(404, 'NOT_FOUND');
}

function splitCall(call: string): string[] {
  const colon = call.lastIndexOf(':');
  return [call.slice(0, colon), call.slice(colon + 1)];
}
