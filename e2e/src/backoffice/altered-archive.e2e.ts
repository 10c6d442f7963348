import { violations } from '../axe.ts';
import { expect, test, type Foyer } from '../stack.ts';

/** As the sweep leaves it that finds a sealed day other than it was. */
async function alter(foyer: Foyer): Promise<string> {
  const { database } = foyer.addresses;
  const url = `${database}/.json?ns=${foyer.firebase.projectId}-default-rtdb`;
  const at = Date.now();
  await fetch(url, {
    method: 'PATCH',
    headers: { authorization: 'Bearer owner' },
    body: JSON.stringify({
      [`server/audit/${String(at).padStart(14, '0')}-abc`]: {
        at,
        actorId: 'schedule',
        actorRole: 'admin',
        action: 'archive.differ',
        outcome: 'done',
        brand: 'acme',
        target: '2026-11-16',
        detail: JSON.stringify({ expected: 8, found: 7 }),
      },
      'server/archive/seals/acme/2026-11-16': { count: 8, sum: '00', due: 99999 },
    }),
  });
  return url;
}

test('an admin reads that a day of the archive was altered, and accepts it', async ({ operator, foyer }) => {
  const url = await alter(foyer);
  const admin = await operator('admin@demo.test');
  await admin.page.getByRole('link', { name: 'Audit log' }).click();
  const line = admin.page.getByRole('row').filter({ hasText: 'archive.differ' });
  await expect(line).toContainText('is no longer what it was');
  await line.getByRole('button', { name: 'Accept this day' }).click();
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Accept this day' }).click();
  await expect(admin.page.getByRole('row').filter({ hasText: 'archive.reseal' })).toContainText('Ada Admin');
  expect(
    await (
      await fetch(url.replace('/.json', '/server/archive/seals/acme/2026-11-16.json'), {
        headers: { authorization: 'Bearer owner' },
      })
    ).json(),
  ).toMatchObject({ reseal: true, due: 0 });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the altered day fits a phone and reads in German, ${colorScheme}`, async ({ operator, foyer }) => {
    await alter(foyer);
    const { page } = await operator('admin@demo.test', { colorScheme });
    await page.evaluate(() => localStorage.setItem('foyer.desk.language', 'de'));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(new URL('/desk/audit', page.url()).href);
    await expect(page.getByRole('link', { name: 'Protokoll' })).toBeInViewport({ ratio: 0.99 });
    const accept = page.getByRole('button', { name: 'Diesen Tag hinnehmen' }).first();
    await accept.scrollIntoViewIfNeeded();
    await expect(accept).toBeInViewport({ ratio: 1 });
    await expect(page.getByText('16. November 2026').first()).toBeVisible();
    await expect(page.getByText('Versiegelt: 8 Zeilen. Gefunden: 7 Zeilen.').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await accept.click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
