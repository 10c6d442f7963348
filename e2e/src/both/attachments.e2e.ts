import type { Addresses } from '@foyer/demo';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';

/** The smallest PNG there is: one transparent pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture goes from the visitor to the operator, and a file back', async ({
  foyer,
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'Here comes a picture', 'Please.');

  await shop.panel
    .locator('input[type=file]')
    .setInputFiles({ name: 'broken-pole.png', mimeType: 'image/png', buffer: png });
  await expect(desk.log.getByRole('img', { name: /broken-pole\.png/ })).toBeVisible();

  await desk.page.locator('fy-composer input[type=file]').setInputFiles({
    name: 'manual.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Pitch it on flat ground.'),
  });
  await expect(shop.log.getByText('manual.txt')).toBeVisible();
  const opened = shop.page.waitForEvent('popup');
  await shop.log
    .getByRole('button', { name: /manual\.txt/ })
    .or(shop.log.getByRole('link', { name: /manual\.txt/ }))
    .first()
    .click();
  await opened;

  // The uploads got a download token each, as on the live service; none of them outlives the archive's first look.
  await expect.poll(() => downloadTokens(foyer.addresses), { timeout: 10_000 }).toEqual(['', '']);
});

/** The download token of every upload, empty where there is none. */
async function downloadTokens({ storage, projectId }: Addresses): Promise<readonly string[]> {
  const answer = await fetch(`${storage}/b/${projectId}.firebasestorage.app/o?prefix=uploads/`);
  const { items } = (await answer.json()) as { items: readonly { metadata?: Record<string, string> }[] };
  return items.map(({ metadata }) => metadata?.['firebaseStorageDownloadTokens'] ?? '');
}
