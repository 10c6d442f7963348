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
  const shop = await visitor();
  await shop.open();
  await shop.write('Here comes a picture');
  const desk = await operator('operator1@demo.test');
  await desk.choose('Here comes a picture');
  await desk.takeAndWrite('Please.');

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
  const download = await opened;
  expect(download.url()).toBeDefined();
  expect(foyer.addresses.storage).toMatch(/^http:\/\/127\.0\.0\.1/);
});
