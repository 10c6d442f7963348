import type { Locator } from '@playwright/test';
import { violations } from '../axe.ts';
import { beginConversation } from '../begin-conversation.ts';
import { command, expect, heard, test } from '../host-page.ts';
import type { Widget } from '../widget-page.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

function list(shop: Widget): Locator {
  return shop.panel.getByRole('region', { name: 'Your conversations' });
}

async function showList(shop: Widget): Promise<void> {
  await shop.panel.getByRole('button', { name: 'Your conversations' }).click();
  await expect(list(shop)).toBeVisible();
}

/** One conversation that has ended, with an answer in it, and one that is open. */
async function twoConversations(shop: Widget, first: string, second: string): Promise<void> {
  await shop.open();
  await shop.write(first);
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  await command(shop, 'endConversation');
  await expect(shop.panel.getByText('Conversation ended')).toBeVisible();
  await shop.write(second);
  await expect(shop.message(first)).toHaveCount(0);
  await expect(shop.message(second)).toBeVisible();
}

for (const [size, context] of [
  ['on a desktop', { viewport: { width: 1280, height: 800 } }],
  ['on a phone', phone],
] as const) {
  test(`a visitor looks through own conversations and begins another one, ${size}`, async ({ host }) => {
    const shop = await host({ context });
    await twoConversations(shop, 'Where are my shoes?', 'And the hat?');
    await showList(shop);
    const rows = list(shop).getByRole('listitem');
    await expect(rows).toHaveText([/And the hat\?.*Open/, /Where are my shoes\?.*Ended/]);
    await expect(shop.composer).toHaveCount(0);

    await rows.getByRole('button', { name: /shoes/ }).click();
    await expect(shop.message('Where are my shoes?')).toBeVisible();
    await expect(shop.message('And the hat?')).toHaveCount(0);
    // To read only, with a way on.
    await expect(shop.panel.getByText('This conversation has ended.')).toBeVisible();
    await expect(shop.panel.getByPlaceholder('Write a message…')).toHaveCount(0);
    const [first] = (await heard(shop)).filter(({ name }) => name === 'conversationOpened');
    expect(first?.detail['id']).toBe(await command(shop, 'get', 'conversationId'));

    await shop.panel.getByRole('button', { name: 'New conversation' }).click();
    await expect(shop.panel.getByRole('heading', { name: 'How can we help?' })).toBeVisible();
    await shop.write('Do you have gloves?');
    await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
    await expect(shop.log.locator('.bubble')).toHaveCount(1);
    await showList(shop);
    await expect(rows).toHaveText([/gloves.*Open/, /hat.*Open/, /shoes.*Ended/]);
    // The one that is open still takes what is written into it.
    await rows.getByRole('button', { name: /hat/ }).click();
    await shop.write('In blue.');
    await showList(shop);
    await expect(rows.first()).toContainText('In blue.');
    const started = (await heard(shop)).filter(({ name }) => name === 'conversationStarted');
    expect(started).toHaveLength(3);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the list has nothing that axe objects to, ${colorScheme}`, async ({ host }) => {
    const shop = await host({ context: { colorScheme } });
    await twoConversations(shop, 'Where are my shoes?', 'And the hat?');
    await showList(shop);
    await expect(list(shop).getByRole('listitem')).toHaveCount(2);
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    await list(shop).getByRole('button', { name: /shoes/ }).click();
    await expect(shop.message('Where are my shoes?')).toBeVisible();
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
  });
}

test('the list is reached, used and left by the keyboard', async ({ host }) => {
  const shop = await host();
  await twoConversations(shop, 'Where are my shoes?', 'And the hat?');
  const { keyboard } = shop.page;
  const way = shop.panel.getByRole('button', { name: 'Your conversations' });
  await way.focus();
  await keyboard.press('Enter');
  await expect(list(shop)).toBeFocused();
  await keyboard.press('Escape');
  await expect(shop.panel.getByRole('log')).toBeVisible();
  await expect(way).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await expect(list(shop).getByRole('button', { name: /hat/ })).toBeFocused();
  await keyboard.press('Enter');
  await expect(shop.composer).toBeFocused();
  await way.focus();
  await keyboard.press('Enter');
  await expect(list(shop).getByRole('listitem')).toHaveCount(2);
  for (let step = 0; step < 3; step += 1) await keyboard.press('Tab');
  await expect(shop.panel.getByRole('button', { name: 'New conversation' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(shop.composer).toBeFocused();
  await expect(shop.message('And the hat?')).toHaveCount(0);
});

test('a list without conversations says so', async ({ host, foyer }) => {
  const shop = await host();
  await shop.open();
  await shop.write('Forget me');
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  await showList(shop);
  await expect(list(shop).getByRole('listitem')).toHaveCount(1);
  const visitor = String(await command(shop, 'get', 'visitorId'));
  await foyer.store({ [`user-rooms/acme/${visitor}`]: null });
  await expect(list(shop).getByText('You have no conversations yet.')).toBeVisible();
});

test('a script of the page opens a conversation by its id, and a new one', async ({ host }) => {
  const shop = await host();
  await twoConversations(shop, 'Where are my shoes?', 'And the hat?');
  const second = await command(shop, 'get', 'conversationId');
  const ended = (await heard(shop)).find(({ name }) => name === 'conversationEnded')?.detail['id'];
  await command(shop, 'close');
  await command(shop, 'open', { conversationId: ended });
  await expect(shop.message('Where are my shoes?')).toBeVisible();
  await command(shop, 'open', { conversationId: second });
  await expect(shop.message('And the hat?')).toBeVisible();
  await command(shop, 'close');
  await command(shop, 'newConversation');
  await expect(shop.panel.getByRole('heading', { name: 'How can we help?' })).toBeVisible();
  await expect(shop.log.locator('.bubble')).toHaveCount(0);
  const refusal = await shop.page.evaluate(() =>
    (window as unknown as { Foyer: { open: (how: object) => Promise<void> } }).Foyer.open({
      conversationId: 'abcdefghijklmnopqrst',
    }).catch((cause: unknown) => (cause as { code: string }).code),
  );
  expect(refusal).toBe('not-found');
  // Nothing is announced or told as new that merely came into view.
  const messages = (await heard(shop)).filter(({ name }) => name === 'message');
  expect(messages.map(({ detail }) => [detail['direction'], detail['kind']])).toEqual([
    ['out', 'text'],
    ['out', 'event'],
    ['out', 'text'],
  ]);
});

test('an answer in another conversation is seen from where the visitor is', async ({ visitor, operator }) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'About my shoes', 'Which ones?');
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'New conversation' }).click();
  await shop.write('About my hat');
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  await desk.write('The red ones?');
  await expect(shop.panel.getByRole('button', { name: 'Your conversations, Unread' })).toBeVisible();
  await showList(shop);
  await list(shop)
    .getByRole('button', { name: /The red ones\?.*Unread/ })
    .click();
  await expect(shop.message('The red ones?')).toBeVisible();
  await showList(shop);
  await expect(list(shop).getByText('Unread')).toHaveCount(0);
});

test('a guest finds no earlier conversation where vouching is required for history', async ({
  host,
  foyer,
}) => {
  const path = 'server/admission/acme/access/vouching';
  const before = await foyer.stored(path);
  await foyer.store({ [path]: 'history' });
  try {
    const shop = await host();
    await shop.open();
    await shop.write('Only for now');
    await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
    const room = await command(shop, 'get', 'conversationId');
    await shop.page.reload();
    await expect(shop.panel.getByRole('heading', { name: 'How can we help?' })).toBeVisible();
    await expect.poll(() => command(shop, 'get', 'connection')).toBe('online');
    await expect(shop.panel.getByRole('button', { name: 'Your conversations' })).toHaveCount(0);
    const refusal = await shop.page.evaluate(
      (id) =>
        (window as unknown as { Foyer: { open: (how: object) => Promise<void> } }).Foyer.open({
          conversationId: id,
        }).catch((cause: unknown) => (cause as { code: string }).code),
      room,
    );
    expect(refusal).toBe('not-found');
  } finally {
    await foyer.store({ [path]: before });
  }
});

test('at midnight the messages of today become those of yesterday, also where nobody writes', async ({
  host,
}) => {
  const shop = await host({ prepare: (page) => page.clock.install() });
  await shop.open();
  await shop.write('Late in the evening');
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  await expect(shop.log.getByText('Today')).toBeVisible();
  await shop.page.clock.fastForward('24:00:00');
  await expect(shop.log.getByText('Yesterday')).toBeVisible();
});

test('a conversation that is loaded anew never looks like a new one meanwhile', async ({ host }) => {
  const shop = await host();
  await shop.open();
  await shop.write('Here already');
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  await shop.page.addInitScript(() => {
    const titles = new Set<string>();
    Object.assign(window, { titles });
    const look = (): void => {
      const inside = document.querySelector('foyer-widget')?.shadowRoot;
      if (!inside) {
        requestAnimationFrame(look);
        return;
      }
      new MutationObserver(() => {
        for (const title of inside.querySelectorAll('h3')) titles.add(title.textContent);
      }).observe(inside, { subtree: true, childList: true, characterData: true });
    };
    look();
  });
  await shop.page.reload();
  await expect(shop.message('Here already')).toBeVisible();
  expect(await shop.page.evaluate(() => [...(window as unknown as { titles: Set<string> }).titles])).toEqual([
    'Acme Outdoor',
  ]);
});
