import { expect, test } from '../stack.ts';

test('an admin reads that a day of the archive was altered, and accepts it', async ({ operator, foyer }) => {
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
