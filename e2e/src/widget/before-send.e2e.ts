import { command, expect, heard, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';

/** Lets the page's own script answer what is to be sent, by the source of a function. */
async function answer(shop: Hosted, source: string): Promise<void> {
  await shop.page.evaluate((listener) => {
    const page = window as unknown as { Foyer: (...all: unknown[]) => () => void; stop?: () => void };
    page.stop?.();
    page.stop = page.Foyer('on', 'beforeSend', (0, eval)(`(${listener})`));
  }, source);
}

test('a page edits what is sent, before it is masked, and keeps back what it will', async ({ host }) => {
  const shop = await host();
  await shop.page.evaluate(() => {
    window.addEventListener('foyer:beforeSend', () => Object.assign(window, { leaked: true }));
  });
  await shop.open();
  await answer(shop, "({ text }) => text.replace('hell', 'h***') + ' 4242 4242 4242 4242'");
  await shop.write('What the hell');
  await expect(shop.message('What the h*** •••• •••• •••• 4242')).toBeVisible();
  await expect(shop.composer).toHaveValue('');
  await command(shop, 'sendMessage', 'By command');
  await expect(shop.message('By command •••• •••• •••• 4242')).toBeVisible();

  await answer(shop, 'async ({ text }) => !text.includes("never")');
  await shop.write('I never said that');
  await expect(shop.composer).toBeEditable();
  await expect(shop.composer).toHaveValue('I never said that');
  await expect(shop.composer).toBeFocused();
  expect(await command(shop, 'sendMessage', 'never ever').catch((cause: unknown) => String(cause))).toContain(
    'kept the text back',
  );
  await shop.write('I said this');
  await expect(shop.message('I said this')).toBeVisible();
  await expect(shop.log.getByText('never')).toHaveCount(0);
  expect(await shop.page.evaluate(() => 'leaked' in window)).toBe(false);
  expect(shop.said).toEqual([]);
});

test('a mistake of the page loses no text: it throws, makes nothing, or never answers', async ({ host }) => {
  const shop = await host();
  await shop.open();
  for (const [text, source] of [
    ['It throws', '() => { throw new Error("oh") }'],
    ['It rejects', '() => Promise.reject(new Error("oh"))'],
    ['It makes nothing', '() => "  "'],
    ['It makes too much', '() => "x".repeat(5000)'],
    ['It never answers', '() => new Promise(() => {})'],
  ] as const) {
    await answer(shop, source);
    await shop.write(text);
    await expect(shop.message(text)).toBeVisible();
    await expect(shop.composer).toHaveValue('');
  }
  const told = (await heard(shop)).filter(({ detail }) => detail['code'] === 'before-send');
  expect(told.map(({ name }) => name)).toEqual(Array(5).fill('error'));

  // Whoever leaves while the page thinks finds the text where it was typed.
  await shop.write('Left in between');
  await expect(shop.composer).not.toBeEditable();
  await shop.page.reload();
  if (!(await shop.composer.isVisible())) await shop.open();
  await expect(shop.composer).toHaveValue('Left in between');
  expect(shop.said).toEqual([]);
});

test('what the page still thinks about never goes to another conversation', async ({ host }) => {
  const shop = await host();
  await shop.open();
  await shop.write('First conversation');
  await expect(shop.log.getByText('Sent')).toBeVisible();
  await shop.page.evaluate(() => {
    const page = window as unknown as { Foyer: (...all: unknown[]) => void; answer?: () => void };
    page.Foyer(
      'on',
      'beforeSend',
      ({ text }: { text: string }) => new Promise((resolve) => (page.answer = () => resolve(text))),
    );
  });
  await shop.write('For the first');
  await expect(shop.composer).not.toBeEditable();
  await command(shop, 'newConversation');
  await expect(shop.composer).toHaveValue('');
  await shop.composer.fill('For the second');
  await shop.page.evaluate(() => (window as unknown as { answer: () => void }).answer());
  await expect(shop.composer).toHaveValue('For the second');
  await expect(shop.message('For the first')).toHaveCount(0);

  await shop.panel.getByRole('button', { name: /conversations/i }).click();
  await shop.panel.getByRole('button', { name: /First conversation/ }).click();
  await expect(shop.composer).toHaveValue('For the first');
  await expect(shop.composer).toBeEditable();

  const sent = command(shop, 'sendMessage', 'Said by the page to the first');
  await command(shop, 'newConversation');
  await shop.page.evaluate(() => (window as unknown as { answer: () => void }).answer());
  await sent;
  await expect(shop.message('Said by the page to the first')).toHaveCount(0);
  await shop.panel.getByRole('button', { name: /conversations/i }).click();
  await shop.panel.getByRole('button', { name: /Said by the page to the first/ }).click();
  await expect(shop.message('First conversation')).toBeVisible();
  await expect(shop.message('Said by the page to the first')).toBeVisible();
  expect(shop.said).toEqual([]);
});
