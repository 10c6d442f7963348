import { command, expect, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';

/** What of the panel one comes to by Tab and cannot see there: beyond its edge, or under something else. */
async function unseen(
  shop: Hosted,
  steps: number,
): Promise<{ readonly seen: string[]; readonly hidden: string[] }> {
  const seen = new Set<string>();
  const hidden = new Set<string>();
  for (let step = 0; step < steps; step += 1) {
    await shop.page.keyboard.press('Tab');
    const { name, isSeen } = await shop.panel.evaluate((panel) => {
      const root = panel.getRootNode() as ShadowRoot;
      const focused = root.activeElement;
      // Out of the panel by now, which is no trap.
      if (!focused || !panel.contains(focused)) return { name: '', isSeen: true };
      const { left, top, width, height } = focused.getBoundingClientRect();
      const hit = root.elementFromPoint(left + width / 2, top + height / 2);
      return {
        name: focused.getAttribute('aria-label') ?? focused.textContent,
        isSeen: hit !== null && panel.contains(hit) && (focused.contains(hit) || hit.contains(focused)),
      };
    });
    (isSeen ? seen : hidden).add(name);
  }
  return { seen: [...seen], hidden: [...hidden] };
}

for (const [title, viewport] of [
  ['200 %', { width: 640, height: 400 }],
  ['400 %', { width: 320, height: 256 }],
] as const)
  test(`zoomed to ${title} every control can be reached and seen`, async ({ host }) => {
    const shop = await host({ context: { viewport, reducedMotion: 'reduce' } });
    await shop.open();
    await shop.write('A little room');
    await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));

    await shop.panel.getByRole('button', { name: 'More options' }).click();
    const menu = await unseen(shop, await shop.panel.locator('.menu-list button').count());
    expect(menu.hidden).toEqual([]);
    expect(menu.seen).toContain('Erase my data');
    await shop.page.keyboard.press('Escape');

    await command(shop, 'endConversation');
    await shop.panel.getByRole('radio', { name: '4 of 5' }).click();
    const ended = await unseen(shop, 12);
    expect(ended.hidden).toEqual([]);
    for (const name of ['Send rating', 'Write a message…', 'Your conversations'])
      expect(ended.seen).toContain(name);
    // The conversation itself is not squeezed away.
    expect((await shop.log.boundingBox())?.height).toBeGreaterThan(60);
  });
