import { readFileSync } from 'node:fs';
import { violations } from '../axe.ts';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a visitor downloads what is kept of them, and erases it, by the menu, ${colorScheme}`, async ({
    foyer,
    visitor,
    operator,
  }) => {
    const question = `Mine to have, ${colorScheme}`;
    const { shop, desk } = await beginConversation(
      { visitor: (path) => visitor(path, { colorScheme }), operator },
      question,
      'Yours.',
    );
    const menu = shop.panel.getByRole('button', { name: 'More options' });
    const [download, erase] = ['Download my data', 'Erase my data'].map((name) =>
      shop.panel.getByRole('button', { name }),
    );
    if (!download || !erase) throw new Error('two lines');
    await menu.focus();
    await shop.page.keyboard.press('Enter');
    await expect(menu).toHaveAttribute('aria-expanded', 'true');
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    await shop.page.keyboard.press('ArrowUp');
    await expect(erase).toBeFocused();
    await shop.page.keyboard.press('Escape');
    await expect(menu).toBeFocused();
    await expect(erase).toHaveCount(0);

    await menu.press('Enter');
    const [file] = await Promise.all([shop.page.waitForEvent('download'), download.press('Enter')]);
    await expect(menu).toBeFocused();
    expect(file.suggestedFilename()).toMatch(/\.json$/);
    const data = JSON.parse(readFileSync(await file.path(), 'utf8')) as {
      readonly you: { readonly id: string };
      readonly conversations: readonly { readonly messages: readonly object[] }[];
    };
    expect(data.conversations).toHaveLength(1);
    expect(data.conversations[0]?.messages).toMatchObject([
      { from: 'you', text: question },
      { event: 'joined' },
      { text: 'Yours.' },
    ]);

    await menu.press('Enter');
    await erase.press('Enter');
    const sure = shop.panel.getByRole('alertdialog', { name: /cannot be undone/ });
    const [cancel, confirm] = ['Cancel', 'Erase'].map((name) =>
      sure.getByRole('button', { name, exact: true }),
    );
    if (!cancel || !confirm) throw new Error('two buttons');
    await expect(cancel).toBeFocused();
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    for (const button of [confirm, cancel]) {
      await shop.page.keyboard.press('Tab');
      await expect(button).toBeFocused();
    }
    await shop.page.keyboard.press('Escape');
    await expect(sure).toHaveCount(0);
    await expect(shop.composer).toBeFocused();
    await expect(shop.message(question)).toBeVisible();

    await menu.press('Enter');
    await erase.press('Enter');
    await confirm.press('Enter');
    await expect(shop.message(question)).toHaveCount(0);
    await expect(sure).toHaveCount(0);
    // The desk has no trace of it, and the next words come from somebody else.
    await expect(desk.message(question)).toHaveCount(0);
    await expect(desk.inbox.getByText(question)).toHaveCount(0);
    await shop.write(`Somebody new, ${colorScheme}`);
    await desk.choose(`Somebody new, ${colorScheme}`);
    await expect(desk.message(`Somebody new, ${colorScheme}`)).toBeVisible();
    expect(JSON.stringify(foyer.firebase.dump())).not.toContain(question);
    expect(JSON.stringify(await foyer.stored('users/acme'))).not.toContain(data.you.id);
    await shop.page.reload();
    if (await shop.launcher.isVisible()) await shop.launcher.click();
    await expect(shop.message(`Somebody new, ${colorScheme}`)).toBeVisible();
  });
}

test('an erasure that cannot be asked for changes nothing, and says so', async ({ visitor }) => {
  const shop = await visitor();
  await shop.open();
  await shop.write('Not erased');
  await expect(shop.message('Not erased')).toBeVisible();
  await shop.page.route('**/eraseOwnData', (route) => route.abort());
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'Erase my data' }).click();
  await shop.panel.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(shop.panel.getByRole('alertdialog', { name: /^You are not connected/ })).toBeVisible();
  await expect(shop.message('Not erased')).toBeVisible();
  await shop.page.unroute('**/eraseOwnData');
  await shop.panel.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(shop.message('Not erased')).toHaveCount(0);
});

test('while an erasure is under way nothing can be written that would go with it', async ({ visitor }) => {
  const shop = await visitor();
  await shop.open();
  await shop.write('To be erased');
  await expect(shop.message('To be erased')).toBeVisible();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await shop.page.route('**/eraseOwnData', async (route) => {
    await held;
    await route.continue();
  });
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'Erase my data' }).click();
  const asked = shop.page.waitForRequest('**/eraseOwnData');
  await shop.panel.getByRole('button', { name: 'Erase', exact: true }).click();
  await asked;
  await expect(shop.panel.getByRole('button', { name: 'Cancel' })).toBeDisabled();
  await shop.panel.press('Escape');
  await expect(shop.panel.getByRole('alertdialog')).toBeVisible();
  await expect(shop.composer).not.toBeEditable();
  release();
  await expect(shop.panel.getByRole('alertdialog')).toHaveCount(0);
  await expect(shop.composer).toBeFocused();
  await shop.write('Here anew');
  await expect(shop.message('Here anew')).toBeVisible();
});

test('an answer that got lost is no second visitor: the next try finds that all is gone', async ({
  visitor,
}) => {
  const shop = await visitor();
  await shop.open();
  await shop.write('Erased unheard');
  await expect(shop.message('Erased unheard')).toBeVisible();
  await shop.page.route('**/eraseOwnData', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'Erase my data' }).click();
  await shop.panel.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(shop.panel.getByRole('alertdialog', { name: /^You are not connected/ })).toBeVisible();
  await shop.panel.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(shop.message('Erased unheard')).toHaveCount(0);
  // The messages are gone with the first try; whoever writes before the second is answered, is still who is erased.
  await expect(shop.panel.getByRole('alertdialog')).toHaveCount(0);
  await shop.write('Here anew');
  await expect(shop.message('Here anew')).toBeVisible();
});

test('a long download says how far it is, and can be stopped', async ({ visitor }) => {
  const shop = await visitor();
  await shop.open();
  await shop.write('Much to have');
  await expect(shop.message('Much to have')).toBeVisible();
  const message = { id: 'm', at: 1, from: 'you', text: 'one of many' };
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let asked = 0;
  // What the function answers for somebody with thousands of messages: pieces, the last of which takes its time.
  await shop.page.route('**/ownData', async (route) => {
    asked += 1;
    const next = asked === 1 ? 'r2 5 m' : null;
    if (next === null) await held;
    const conversations = [{ id: `r${asked}`, about: {}, messages: [message, message] }];
    const result = { you: {}, conversations, next, share: next === null ? 1 : 0.25 };
    await route.fulfill({ json: { result }, headers: { 'access-control-allow-origin': '*' } });
  });
  const menu = shop.panel.getByRole('button', { name: 'More options' });
  const begin = async (): Promise<void> => {
    asked = 0;
    await menu.click();
    await shop.panel.getByRole('button', { name: 'Download my data' }).click();
  };
  const bar = shop.panel.getByRole('progressbar', { name: 'Download my data' });
  await begin();
  await expect(shop.panel.getByRole('status').getByText('Messages collected so far: 2')).toBeVisible();
  await expect(bar).toHaveAttribute('value', '0.25');
  expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
  await shop.panel.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(bar).toHaveCount(0);
  await expect(shop.panel).toBeFocused();

  let files = 0;
  shop.page.on('download', () => (files += 1));
  await begin();
  await expect(bar).toBeVisible();
  const downloaded = shop.page.waitForEvent('download');
  release();
  const file = await downloaded;
  const data = JSON.parse(readFileSync(await file.path(), 'utf8')) as { readonly conversations: object[] };
  expect(data.conversations).toHaveLength(2);
  await expect(bar).toHaveCount(0);
  // The one that was stopped has ended, too, and left no file.
  expect(files).toBe(1);
});
