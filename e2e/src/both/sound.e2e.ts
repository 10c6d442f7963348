import type { Page } from '@playwright/test';
import { command, expect, test } from '../host-page.ts';

/** Counts what the page plays: notes of real oscillators. */
async function countNotes(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    const Real = window.AudioContext;
    const counts = { contexts: 0, notes: 0, came: 0 };
    class Counted extends Real {
      constructor() {
        super();
        counts.contexts += 1;
      }

      override createOscillator(): OscillatorNode {
        counts.notes += 1;
        return super.createOscillator();
      }
    }
    Object.assign(window, { AudioContext: Counted, counts });
    window.addEventListener(
      'foyer:message',
      ({ detail }: CustomEventInit<{ direction: string; kind: string }>) => {
        if (detail?.direction === 'in' && detail.kind === 'text') counts.came += 1;
      },
    );
  });
}

interface Counts {
  readonly contexts: number;
  readonly notes: number;
  /** Messages of the operator that the page was told of. */
  readonly came: number;
}
const countsOf = (page: Page): Promise<Counts> =>
  page.evaluate(() => (window as unknown as { counts: Counts }).counts);

const came = async (page: Page): Promise<number> => (await countsOf(page)).came;

test('a message sounds where nobody looks: after a gesture, in one tab, unless it is switched off', async ({
  host,
  operator,
}) => {
  test.slow();
  const shop = await host({ prepare: countNotes });
  await shop.open();
  expect((await countsOf(shop.page)).contexts).toBeLessThanOrEqual(1);
  await shop.write('Does it sound?');
  const desk = await operator('operator1@demo.test');
  await desk.choose('Does it sound?');
  await desk.takeAndWrite('Seen at once');
  await expect(shop.message('Seen at once')).toBeVisible();
  expect((await countsOf(shop.page)).notes).toBe(0);

  await command(shop, 'close');
  await desk.write('Heard once');
  await expect.poll(() => countsOf(shop.page)).toEqual({ contexts: 1, notes: 2, came: 2 });

  // Another tab: silent before a gesture, and then one of the two plays.
  const other = await shop.page.context().newPage();
  await other.goto(shop.page.url());
  await expect
    .poll(() => command({ page: other } as never, 'get', 'connection').catch(() => null))
    .toBe('online');
  expect(await countsOf(other)).toEqual({ contexts: 0, notes: 0, came: 0 });
  await other.mouse.click(10, 10);
  await expect.poll(async () => (await countsOf(other)).contexts).toBe(1);
  const both = async (): Promise<number> => (await countsOf(shop.page)).notes + (await countsOf(other)).notes;
  const before = [await came(shop.page), await came(other)];
  await desk.write('Heard by one');
  await expect.poll(() => came(shop.page)).toBe((before[0] ?? 0) + 1);
  await expect.poll(() => came(other)).toBe((before[1] ?? 0) + 1);
  await expect.poll(both).toBe(4);

  await shop.launcher.click();
  const menu = shop.panel.getByRole('button', { name: 'More options' });
  await menu.click();
  const sound = shop.panel.getByRole('switch', { name: 'Sound' });
  await expect(sound).toBeChecked();
  await sound.click();
  await expect(menu).toBeFocused();
  await command(shop, 'close');
  await desk.write('Heard by nobody');
  await expect.poll(() => came(shop.page)).toBe((before[0] ?? 0) + 2);
  await expect.poll(() => came(other)).toBe((before[1] ?? 0) + 2);
  expect(await both()).toBe(4);

  // It is remembered, and nothing of it exists where it is off.
  await shop.page.reload();
  await shop.open();
  await menu.click();
  await expect(sound).not.toBeChecked();
  expect((await countsOf(shop.page)).contexts).toBe(0);
  await command(shop, 'update', { features: 'no-sound' });
  await expect(sound).toHaveCount(0);
  expect(shop.said).toEqual([]);
});
