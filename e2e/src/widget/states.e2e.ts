import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { looks } from '../../../scripts/widget-pictures/looks.mjs';
import { showStates } from '../../../scripts/widget-pictures/show-states.mjs';
import { violations } from '../axe.ts';
import { tooSmall } from '../targets.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

// The same states as on the sheets of docs/screenshots.
for (const look of looks) {
  test(`no state has anything that axe objects to, or a target under 24 px: ${look.title}`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const found: string[] = [];
    let states = 0;
    await showStates({
      ...{ root, browser, looks: [look] },
      async seen({ page }, state) {
        states += 1;
        const wrong = [...(await violations(page, 'foyer-widget')), ...(await tooSmall(page))];
        found.push(...wrong.map((one) => `${state}: ${one}`));
      },
    });
    expect(found).toEqual([]);
    expect(states).toBeGreaterThan(20);
  });
}
