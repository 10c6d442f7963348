import type { Locator, Page } from '@playwright/test';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';
import { tooSmall } from '../targets.ts';

/** What has the focus, inside of the widget too. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return `${inside?.localName ?? ''} ${inside?.getAttribute('aria-label') ?? inside?.textContent.trim() ?? ''}`;
  });
}

const isWithin = (inner: Locator, width: number, height: number): Promise<boolean> =>
  inner.evaluate(
    (element, [wide, high]) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return left >= 0 && top >= 0 && right <= wide && bottom <= high;
    },
    [width, height] as const,
  );

test('a chat is opened, written in and left without a mouse, and the page has its focus back', async ({
  visitor,
}) => {
  const shop = await visitor();
  await expect(shop.launcher).toBeVisible();
  const { keyboard } = shop.page;
  const link = shop.page.getByRole('link').first();
  await link.focus();
  const before = await focused(shop.page);
  await shop.launcher.focus();
  await keyboard.press('Enter');
  await expect(shop.composer).toBeFocused();
  await keyboard.type('By keyboard');
  await keyboard.press('Shift+Enter');
  await keyboard.type('and in two lines');
  await keyboard.press('Enter');
  await expect(shop.log.getByText('and in two lines')).toBeVisible();
  await expect(shop.composer).toBeFocused();
  // Everything that can be pressed is reached, and has a name.
  const reached = new Set<string>();
  for (const key of ['Tab', 'Shift+Tab']) {
    await shop.composer.focus();
    for (let step = 0; step < 9; step += 1) {
      await keyboard.press(key);
      reached.add(await focused(shop.page));
    }
  }
  const buttons = await shop.panel
    .getByRole('button')
    .evaluateAll((all) =>
      all
        .filter(
          (button) => button.checkVisibility({ visibilityProperty: true }) && !button.matches(':disabled'),
        )
        .map((button) => `button ${button.getAttribute('aria-label') ?? button.textContent.trim()}`),
    );
  expect(buttons.filter((name) => !reached.has(name))).toEqual([]);
  expect(buttons).not.toContain('button ');
  await shop.composer.focus();
  await keyboard.press('Escape');
  await expect(shop.panel).toBeHidden();
  await expect(shop.launcher).toBeFocused();
  // Opened by the page itself, it gives the focus back to where it was.
  await link.focus();
  await shop.page.evaluate(() => (window as unknown as { Foyer: (name: string) => unknown }).Foyer('open'));
  await expect(shop.composer).toBeFocused();
  await keyboard.press('Escape');
  await expect.poll(() => focused(shop.page)).toBe(before);
});

test('each answer is read out once, own messages and those of before are not', async ({
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation(
    { visitor, operator },
    'Who reads this out?',
    'Your screen reader.',
  );
  await shop.page.evaluate(() => {
    const spoken: string[] = [];
    Object.assign(window, { spoken });
    const region = document
      .querySelector('foyer-widget')
      ?.shadowRoot?.querySelector('.hidden[aria-live=polite]');
    if (!region) throw new Error('there is no live region');
    new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) spoken.push(node.textContent ?? '');
    }).observe(region, { childList: true, subtree: true, characterData: true });
  });
  const spoken = (): Promise<readonly string[]> =>
    shop.page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
  await desk.write('Only once.');
  await expect(shop.message('Only once.')).toBeVisible();
  await shop.write('And not what I write');
  await expect(desk.message('And not what I write')).toBeVisible();
  await desk.write('Nor twice.');
  await expect(shop.message('Nor twice.')).toBeVisible();
  await expect.poll(async () => (await spoken()).length).toBe(2);
  const [first, second] = await spoken();
  expect(first).toContain('Only once.');
  expect(second).toContain('Nor twice.');
  // The panel is open again by itself.
  await shop.page.reload();
  await expect(shop.message('Nor twice.')).toBeVisible();
  const region = shop.page.locator('foyer-widget .hidden[aria-live=polite]');
  await expect(region).toHaveText('');
});

test('at 400 % zoom one reads, writes and gets everywhere, without scrolling sideways', async ({
  visitor,
}) => {
  // 1280 × 1024 pixels at 400 %: WCAG 2.2, 1.4.10.
  const [width, height] = [320, 256];
  const shop = await visitor('/', { viewport: { width, height } });
  await shop.open();
  for (const text of ['One', 'Two', 'Three', `${'long'.repeat(40)} word`]) await shop.write(text);
  await expect(shop.message('Three')).toBeAttached();
  for (const part of [shop.composer, shop.panel.getByRole('button', { name: 'Close', exact: false }).first()])
    expect(await isWithin(part, width, height)).toBe(true);
  const sideways = await shop.page.evaluate(() => {
    const root = document.querySelector('foyer-widget')?.shadowRoot;
    return [...(root?.querySelectorAll<HTMLElement>('*') ?? [])]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
      .map(({ className }) => className);
  });
  expect(sideways).toEqual([]);
  // There is room to read in between.
  const log = await shop.log.boundingBox();
  expect(log?.height).toBeGreaterThan(60);
  expect(await tooSmall(shop.page)).toEqual([]);
});

for (const [wish, moves] of [
  ['reduce', false],
  ['no-preference', true],
] as const) {
  test(`what moves does so unless the visitor wants none of it: ${wish}`, async ({ visitor }) => {
    const shop = await visitor('/', { reducedMotion: wish });
    await expect(shop.launcher).toBeVisible();
    await shop.page.evaluate(() => {
      const root = document.querySelector('foyer-widget')?.shadowRoot;
      const moved: string[] = [];
      Object.assign(window, { moved });
      for (const type of ['animationstart', 'transitionrun'])
        root?.addEventListener(type, (event) => moved.push(`${type} ${(event.target as Element).className}`));
    });
    await shop.open();
    await shop.write('Does it move?');
    await expect(shop.message('Does it move?')).toBeVisible();
    const moved = (): Promise<readonly string[]> =>
      shop.page.evaluate(() => (window as unknown as { moved: string[] }).moved);
    if (moves) await expect.poll(async () => (await moved()).length).toBeGreaterThan(0);
    else expect(await moved()).toEqual([]);
  });
}

test('on a phone the chat fills the screen, and the field stays above the keyboard', async ({ visitor }) => {
  const viewport = { width: 390, height: 844 };
  const shop = await visitor('/', { viewport, hasTouch: true, isMobile: true });
  await shop.open();
  const box = await shop.panel.boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: 390 });
  expect(box?.height).toBeCloseTo(844, 0);
  await shop.write('On the go');
  await expect(shop.message('On the go')).toBeVisible();
  // What a keyboard leaves of the screen, where it makes the page smaller (Android); the newest stays in sight.
  await shop.page.setViewportSize({ width: 390, height: 480 });
  await expect.poll(() => isWithin(shop.composer, 390, 480)).toBe(true);
  await expect(shop.message('On the go')).toBeInViewport();
  // A field under 16 px would make iOS zoom into it.
  const size = await shop.composer.evaluate((field) => parseFloat(getComputedStyle(field).fontSize));
  expect(size).toBeGreaterThanOrEqual(16);
});
