import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { AppCheck } from '../app-check/app-check.ts';
import { appCheckRoutes } from '../app-check/app-check-routes.ts';
import { BodyFields } from '../http/body-fields.ts';
import { answerGoogleError, readJson } from '../http/google-error.ts';
import type { NodeBindings } from '../http/node-server.ts';
import type { TrustedCallers } from '../http/trusted-caller.ts';
import { refuse } from '../local-firebase-error.ts';
import {
  createAccount,
  deleteAccount,
  deleteAccounts,
  importAccounts,
  listAccounts,
  lookupAccounts,
} from './admin-accounts.ts';
import type { AuthState } from './auth-state.ts';
import { emulatorRoutes } from './emulator-routes.ts';
import { resetPassword, sendOutOfBandCode } from './out-of-band.ts';
import { createAuthUri, deleteOwnAccount, lookupOwnAccount } from './own-account.ts';
import { configToWire } from './project-config.ts';
import { updateConfig } from './update-config.ts';
import { grantToken, signInWithCustomToken, signInWithPassword, signUp } from './sign-in.ts';
import { updateAccountAsAdmin, updateOwnAccount } from './update-account.ts';

type Answer = Record<string, unknown>;
type Operation = (state: AuthState, body: BodyFields) => Answer | Promise<Answer>;

/** Operations of end users, `accounts:<name>`. */
const USER_OPERATIONS = new Map<string, Operation>([
  ['createAuthUri', createAuthUri],
  ['delete', deleteOwnAccount],
  ['lookup', lookupOwnAccount],
  ['resetPassword', resetPassword],
  ['signInWithCustomToken', signInWithCustomToken],
  ['signInWithPassword', signInWithPassword],
  ['signUp', signUp],
  ['update', updateOwnAccount],
]);

/** Operations of administrators, `projects/<id>/accounts[:<name>]` by POST. */
const ADMIN_OPERATIONS = new Map<string, Operation>([
  ['', createAccount],
  ['batchCreate', importAccounts],
  ['batchDelete', deleteAccounts],
  ['delete', deleteAccount],
  ['lookup', lookupAccounts],
  ['update', updateAccountAsAdmin],
]);

const TOOLKIT = '/identitytoolkit.googleapis.com';

/**
 * The Identity Toolkit and Secure Token services under the paths at which the SDKs expect an Auth emulator, and App Check
 * beside them.
 */
export function authRoutes(
  state: AuthState,
  {
    callers,
    appCheck,
    log,
  }: {
    readonly callers: TrustedCallers;
    readonly appCheck: AppCheck;
    readonly log: (line: string) => void;
  },
): Hono<NodeBindings> {
  const app = new Hono<NodeBindings>();
  app.use(cors({ origin: (origin) => origin, maxAge: 3600 }));
  // Nobody is told of a change that a crash could still take back.
  app.use(async (_context, next) => {
    await next();
    await state.flush();
  });
  app.onError((error, context) => answerGoogleError(error, context, log));
  app.notFound((context) => answerGoogleError(refuse(404, 'NOT_FOUND'), context, log));

  const requireApp = (context: Context): void => {
    requireApiKey(context);
    if (!appCheck.mayServe('auth', context.req.header())) throw refuse(401, 'INVALID_APP_CHECK_TOKEN');
  };
  app.post('/securetoken.googleapis.com/v1/token', async (context) => {
    requireApp(context);
    return context.json(grantToken(state, new BodyFields(await readForm(context))));
  });
  app.post(`${TOOLKIT}/v1/:call{accounts:[A-Za-z]+}`, async (context) => {
    requireApp(context);
    const body = new BodyFields(await readJson(context));
    if (body.string('tenantId') !== undefined) throw refuse(400, 'UNSUPPORTED_TENANT_OPERATION');
    const name = nameOf(context.req.param('call'));
    if (name === 'sendOobCode')
      return context.json(sendOutOfBandCode(state, codeRequest(context, body, false)));
    return context.json(await find(USER_OPERATIONS, name)(state, body));
  });

  const admin = (context: Context): void => requireAdmin(context, state, callers);
  app.get(`${TOOLKIT}/v1/projects/:project/accounts:batchGet`, (context) => {
    admin(context);
    return context.json(listAccounts(state, new URL(context.req.url).searchParams));
  });
  app.post(`${TOOLKIT}/v1/projects/:project/:call{accounts(?:\\:[A-Za-z]+)?}`, async (context) => {
    admin(context);
    const body = new BodyFields(await readJson(context));
    const name = nameOf(context.req.param('call'));
    if (name === 'sendOobCode')
      return context.json(sendOutOfBandCode(state, codeRequest(context, body, true)));
    return context.json(await find(ADMIN_OPERATIONS, name)(state, body));
  });
  for (const version of ['v2', 'admin/v2']) {
    app.get(`${TOOLKIT}/${version}/projects/:project/config`, (context) => {
      admin(context);
      return context.json(configToWire(state.config, state.projectId));
    });
    app.patch(`${TOOLKIT}/${version}/projects/:project/config`, async (context) => {
      admin(context);
      updateConfig(state, new BodyFields(await readJson(context)));
      return context.json(configToWire(state.config, state.projectId));
    });
  }
  app.route('/emulator', emulatorRoutes(state, callers));
  // What a credential of the Admin SDK asks for; the token is the one every service here knows administrators by.
  app.post('/oauth2.googleapis.com/token', (context) => {
    const { host, origin } = context.req.header();
    if (!callers.isTrusted({ host, origin })) throw refuse(403, 'PERMISSION_DENIED');
    return context.json({ access_token: 'owner', expires_in: 3600, token_type: 'Bearer' });
  });
  app.route(
    '/firebaseappcheck.googleapis.com',
    appCheckRoutes({
      appCheck,
      projectId: state.projectId,
      requireAdmin: (context) => requireOwner(context, callers),
    }),
  );
  return app;
}

function find(operations: ReadonlyMap<string, Operation>, name: string): Operation {
  const operation = operations.get(name);
  if (operation === undefined)
    throw refuse(501, 'NOT_IMPLEMENTED', `accounts:${name} is not part of local Auth.`);
  return operation;
}

function nameOf(call: string): string {
  return call.slice('accounts:'.length);
}

function codeRequest(context: Context, body: BodyFields, isAdmin: boolean) {
  return { body, isAdmin, baseUrl: new URL(context.req.url).origin };
}

/** Any key will do, but the live service refuses a request without one. */
function requireApiKey(context: Context): void {
  const key = context.req.query('key') ?? context.req.header('x-goog-api-key');
  if (key === undefined || key === '') throw refuse(403, 'The request is missing a valid API key.');
}

function requireAdmin(context: Context, state: AuthState, callers: TrustedCallers): void {
  requireOwner(context, callers);
  if (context.req.param('project') !== state.projectId) throw refuse(400, 'CONFIGURATION_NOT_FOUND');
}

function requireOwner(context: Context, callers: TrustedCallers): void {
  const { authorization, host, origin } = context.req.header();
  if (authorization !== 'Bearer owner')
    throw refuse(401, 'UNAUTHENTICATED', 'Administrators send "Bearer owner".');
  if (!callers.isTrusted({ host, origin })) {
    throw refuse(403, 'PERMISSION_DENIED', 'Owner credentials are refused from a foreign origin.');
  }
}

async function readForm(context: Context): Promise<unknown> {
  const type = context.req.header('content-type') ?? '';
  if (type.startsWith('application/json')) return readJson(context);
  return Object.fromEntries(new URLSearchParams(await context.req.text()));
}
