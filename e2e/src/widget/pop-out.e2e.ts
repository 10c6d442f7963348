import { violations } from '../axe.ts';
import { command, expect, heard, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';
import { Widget } from '../widget-page.ts';
import type { Foyer } from '../stack.ts';

const body = '<script nonce="r4nd0m" async src="{origin}/foyer.js" data-brand="acme"></script>';

/** The headers of a page that lets nothing through but what docs/widget.md names. */
function strict({ addresses }: Foyer, trustedTypes: string): Readonly<Record<string, string>> {
  const { hosting, functions, auth, storage, database } = addresses;
  const services = [hosting, functions, auth, storage, database, database.replace(/^http/, 'ws')].join(' ');
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'nonce-r4nd0m' 'strict-dynamic'",
      "require-trusted-types-for 'script'",
      `trusted-types ${trustedTypes}`,
      `connect-src ${services}`,
      'img-src data:',
    ].join('; '),
  };
}

/** Opens the menu and pops the chat out. */
async function popOut(shop: Hosted): Promise<Widget> {
  const popup = shop.page.waitForEvent('popup');
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'Open in its own window' }).click();
  return new Widget(await popup);
}

test('the chat opens in a window of its own: the same visitor, under the page’s strict policy', async ({
  foyer,
  host,
}) => {
  const shop = await host({ headers: strict(foyer, 'foyer'), body });
  await shop.open();
  await shop.write('Written on the page');
  await expect(shop.message('Written on the page')).toBeVisible();
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
  const child = await popOut(shop);
  const said: string[] = [];
  child.page.on('console', (message) => said.push(message.text()));
  await expect(child.message('Written on the page')).toBeVisible();
  await expect(shop.panel).toBeHidden();
  await child.write('Written in the window');
  await expect(child.message('Written in the window')).toBeVisible();
  expect(await violations(child.page, 'foyer-widget')).toEqual([]);
  await child.panel.getByRole('button', { name: 'More options' }).click();
  await expect(child.panel.getByRole('button', { name: 'Open in its own window' })).toHaveCount(0);
  expect(new URL(child.page.url()).href).toBe('about:blank');
  await shop.open();
  await expect(shop.message('Written in the window')).toBeVisible();
  expect((await heard(shop)).filter(({ name }) => name === 'violation')).toEqual([]);
  expect([...said, ...shop.said]).toEqual([]);
});

test('where the page’s policy or its storage forbid it, nothing opens and the page hears why', async ({
  foyer,
  host,
}) => {
  for (const page of [
    { headers: strict(foyer, "'none'"), body },
    { body: body.replace('data-brand', 'data-storage="none" data-brand') },
  ]) {
    const shop = await host(page);
    const refused = await command(shop, 'popout').then(
      () => 'opened',
      (cause: unknown) => String(cause),
    );
    expect(refused).not.toBe('opened');
    expect(await heard(shop)).toContainEqual({
      name: 'error',
      detail: expect.objectContaining({ code: 'not-supported' }) as Record<string, unknown>,
    });
    await expect.poll(() => shop.page.context().pages().length).toBe(1);
  }
});

test('a page does without it', async ({ host }) => {
  const shop = await host({ body: body.replace('data-brand', 'data-features="no-popout" data-brand') });
  await shop.open();
  await shop.write('No window, please');
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await expect(shop.panel.getByRole('button', { name: 'End conversation' })).toBeVisible();
  await expect(shop.panel.getByRole('button', { name: 'Open in its own window' })).toHaveCount(0);
});
