import { beginConversation } from '../begin-conversation.ts';
import { command, expect, test } from '../host-page.ts';
import type { Widget } from '../widget-page.ts';

async function sent(shop: Widget, text: string): Promise<void> {
  await shop.write(text);
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
}

async function choose(shop: Widget, name: RegExp): Promise<void> {
  await shop.panel.getByRole('button', { name: /^Your conversations/ }).click();
  await shop.panel.getByRole('listitem').getByRole('button', { name }).click();
}

test('what is typed stays with its conversation, also across a reload', async ({ host }) => {
  const shop = await host();
  await shop.open();
  await sent(shop, 'About my shoes');
  await shop.composer.pressSequentially('They are size');
  await command(shop, 'newConversation');
  await expect(shop.composer).toHaveValue('');
  await sent(shop, 'About my hat');
  await shop.composer.pressSequentially('It is blu');
  await choose(shop, /shoes/);
  await expect(shop.composer).toHaveValue('They are size');
  await choose(shop, /hat/);
  await expect(shop.composer).toHaveValue('It is blu');
  await shop.composer.pressSequentially('e');

  await shop.page.reload();
  await expect(shop.composer).toHaveValue('It is blue');
  await expect(shop.message('About my hat')).toBeVisible();
  await expect(shop.composer).toHaveValue('It is blue');
  await choose(shop, /shoes/);
  await expect(shop.composer).toHaveValue('They are size');
  await sent(shop, 'They are size 42');
  await expect(shop.composer).toHaveValue('');
  await choose(shop, /hat/);
  await expect(shop.composer).toHaveValue('It is blue');
});

test('without a connection the list says so, and another conversation does not look like a new one', async ({
  host,
}) => {
  const shop = await host();
  await shop.open();
  await sent(shop, 'About my tent');
  await command(shop, 'newConversation');
  await expect(shop.panel.getByRole('heading', { name: 'How can we help?' })).toBeVisible();
  await sent(shop, 'About my stove');
  const list = shop.panel.getByRole('button', { name: /^Your conversations/ });
  await list.click();
  await shop.page.context().setOffline(true);
  await expect(shop.panel.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible({
    timeout: 20_000,
  });
  await shop.panel.getByRole('listitem').getByRole('button', { name: /tent/ }).click();
  await expect(shop.composer).toBeFocused();
  await expect(shop.message('About my stove')).toHaveCount(0);
  await expect(shop.panel.getByRole('heading', { name: 'How can we help?' })).toHaveCount(0);
  await shop.page.context().setOffline(false);
  await expect(shop.message('About my tent')).toBeVisible();
});

test('what is typed while the conversation ends goes on in the next one', async ({ host }) => {
  const shop = await host();
  await shop.open();
  await sent(shop, 'About my coat');
  await shop.composer.pressSequentially('One more thing');
  await command(shop, 'endConversation');
  await expect(shop.panel.getByText('Conversation ended')).toBeVisible();
  await expect(shop.composer).toHaveValue('One more thing');
  await shop.composer.press('Enter');
  await expect(shop.message('About my coat')).toHaveCount(0);
  await expect(shop.message('One more thing')).toBeVisible();
});

interface Heard {
  readonly direction: string;
  readonly id: string;
  readonly kind: string;
}

test('a message in another conversation is told, sounds and is announced once', async ({
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'About my gloves', 'Which ones?');
  await shop.page.evaluate(() => {
    const state = { said: [] as string[], came: [] as unknown[], notes: 0 };
    Object.assign(window, { state });
    window.addEventListener('foyer:message', (event) => state.came.push((event as CustomEvent).detail));
    const root = document.querySelector('foyer-widget')?.shadowRoot;
    const region = root?.querySelector('[aria-live=polite]');
    if (!region) throw new Error('no live region');
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (!node.textContent?.includes('queue')) state.said.push(node.textContent ?? '');
    }).observe(region, { childList: true });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`
    const real = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function (this: AudioContext) {
      state.notes += 1;
      return real.call(this);
    };
  });
  const state = () =>
    shop.page.evaluate(
      () =>
        (
          window as unknown as {
            state: { readonly said: string[]; readonly came: Heard[]; readonly notes: number };
          }
        ).state,
    );
  const came = async () => (await state()).came.filter(({ direction }) => direction === 'in');
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'New conversation' }).click();
  await sent(shop, 'About my scarf');
  expect(await came()).toEqual([]);
  await desk.write('The red ones?');
  await expect.poll(came).toHaveLength(1);
  await expect.poll(async () => (await state()).said).toEqual(['New message in another conversation']);
  await expect.poll(async () => (await state()).notes).toBe(2);
  // Who goes there finds it, and is not told again.
  await choose(shop, /The red ones\?/);
  await expect(shop.message('The red ones?')).toBeVisible();
  await desk.write('Or the blue ones?');
  await expect(shop.message('Or the blue ones?')).toBeVisible();
  await expect.poll(came).toHaveLength(2);
  const { said, notes } = await state();
  expect(said).toHaveLength(2);
  expect(said[1]).toContain('Or the blue ones?');
  expect(notes).toBe(2);
  expect((await came()).map(({ kind }) => kind)).toEqual(['text', 'text']);
});
