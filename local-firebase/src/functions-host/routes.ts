import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import { BodyFields } from '../http/body-fields.ts';
import { answerGoogleError, readJson } from '../http/google-error.ts';
import type { NodeBindings } from '../http/node-server.ts';
import type { TrustedCallers } from '../http/trusted-caller.ts';
import { refuse } from '../local-firebase-error.ts';
import type { FunctionsHost } from './functions-host.ts';

const QUEUE = '/projects/:project/locations/:location/queues/:queue';

/** `/<project>/<region>/<name>` for functions, and the task queue API that the Admin SDK speaks to an emulator. */
export function functionsRoutes(
  host: FunctionsHost,
  projectId: string,
  callers: TrustedCallers,
  log: (line: string) => void,
): Hono<NodeBindings> {
  const app = new Hono<NodeBindings>();
  app.onError((error, context) => answerGoogleError(error, context, log));
  app.notFound((context) => answerGoogleError(refuse(404, 'NOT_FOUND'), context, log));

  app.post(`${QUEUE}/tasks`, async (context) => {
    requireTrusted(context, callers);
    const { project, location, queue } = context.req.param();
    const endpoint = host.endpoint(queue);
    if (endpoint?.trigger.type !== 'task')
      throw refuse(404, 'NOT_FOUND', `There is no task queue "${queue}".`);
    const task = new BodyFields(await readJson(context)).object('task') ?? new BodyFields({});
    return context.json({ name: host.tasks.enqueue(endpoint, { project, location, queue }, task) });
  });
  app.delete(`${QUEUE}/tasks/:task`, (context) => {
    requireTrusted(context, callers);
    const { project, location, queue, task } = context.req.param();
    host.tasks.remove({ project, location, queue }, task);
    return context.json({});
  });

  app.all('/:project/:region/:name/*', async (context) => {
    const { project, region, name } = context.req.param();
    const endpoint = host.endpoint(name);
    if (project !== projectId || endpoint?.trigger.type !== 'http' || !endpoint.regions.includes(region)) {
      throw refuse(404, 'NOT_FOUND', `There is no HTTP function at /${project}/${region}/${name}.`);
    }
    const { incoming, outgoing } = context.env;
    const rest = /^(?:\/[^/?]+){3}(.*)$/.exec(incoming.url ?? '')?.[1] ?? '';
    const path = rest.startsWith('/') ? rest : `/${rest}`;
    await host.forward({ endpoint, path }, incoming, outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}

function requireTrusted(context: Context, callers: TrustedCallers): void {
  const { host, origin } = context.req.header();
  if (!callers.isTrusted({ host, origin })) throw refuse(403, 'PERMISSION_DENIED');
}
