import { Hono } from 'hono';
import { html } from 'hono/html';
import { BodyFields } from '../http/body-fields.ts';
import { readJson } from '../http/google-error.ts';
import type { NodeBindings } from '../http/node-server.ts';
import type { TrustedCallers } from '../http/trusted-caller.ts';
import { refuse } from '../local-firebase-error.ts';
import type { AuthState } from './auth-state.ts';
import { applyCode, resetPassword } from './out-of-band.ts';
import { configToWire } from './project-config.ts';
import { updateConfig } from './update-config.ts';

/**
 * What only an emulator has: the outbox (as JSON and as a page), the page a mail's link leads to, wiping all users,
 * and the settings without credentials. For this machine's programs and this stack's pages only.
 */
export function emulatorRoutes(state: AuthState, callers: TrustedCallers): Hono<NodeBindings> {
  const app = new Hono<NodeBindings>();
  app.use(async (context, next) => {
    const { host, origin } = context.req.header();
    if (!callers.isTrusted({ host, origin })) throw refuse(403, 'PERMISSION_DENIED');
    await next();
  });

  app.get('/v1/projects/:project/oobCodes', (context) => context.json({ oobCodes: state.codes.all() }));
  app.delete('/v1/projects/:project/accounts', (context) => {
    state.accounts.clear();
    return context.json({});
  });
  app.get('/v1/projects/:project/config', (context) =>
    context.json(configToWire(state.config, state.projectId)),
  );
  app.patch('/v1/projects/:project/config', async (context) => {
    updateConfig(state, new BodyFields(await readJson(context)));
    return context.json(configToWire(state.config, state.projectId));
  });

  app.get('/outbox', (context) => {
    const mails = state.codes.all().filter((code) => code.isMail);
    return context.html(
      page(
        'Outbox',
        html`${mails.length === 0 ? html`<p>No mail.</p>` : ''}
          <ul>
            ${mails.map(
              (mail) =>
                html`<li>
                  ${new Date(mail.sentAt).toISOString()} to ${mail.email}:
                  <a href="${mail.oobLink}">${mail.requestType}</a>
                </li>`,
            )}
          </ul>`,
      ),
    );
  });

  app.get('/action', (context) => {
    const { mode, oobCode = '', continueUrl } = context.req.query();
    if (mode === 'resetPassword') {
      return context.html(
        page(
          'New password',
          html`<form method="post">
            <input type="hidden" name="oobCode" value="${oobCode}" />
            <label>New password <input type="password" name="newPassword" minlength="6" required /></label>
            <button>Set</button>
          </form>`,
        ),
      );
    }
    applyCode(state, oobCode);
    return context.html(page('Done', done('The address is verified.', continueUrl)));
  });
  app.post('/action', async (context) => {
    const form = Object.fromEntries(new URLSearchParams(await context.req.text()));
    await resetPassword(state, new BodyFields(form));
    return context.html(page('Done', done('The password is set.', context.req.query('continueUrl'))));
  });
  return app;
}

function done(text: string, continueUrl: string | undefined) {
  const isLink = continueUrl !== undefined && /^https?:\/\//.test(continueUrl);
  return html`<p>${text}</p>
    ${isLink ? html`<p><a href="${continueUrl}">Continue</a></p>` : ''}`;
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
        ${body}
      </body>
    </html>`;
}
