import { violations } from '../axe.ts';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';

/** The smallest PNG there is: one transparent pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test.afterEach(async ({ foyer }) => {
  await foyer.store({ 'brands/acme/profile/files': '' });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an admin says what visitors attach, and the chat offers that and no more, ${colorScheme}`, async ({
    visitor,
    operator,
  }) => {
    const { page } = await operator('admin@demo.test', { colorScheme });
    await page.getByRole('link', { name: 'Brands' }).click();
    await page.getByRole('tab', { name: 'Privacy' }).click();
    const editor = page.locator('fy-files-editor');
    const save = editor.getByRole('button', { name: 'Save' });
    await editor.getByLabel('Largest file, in MB').fill('11');
    await save.click();
    await expect(editor.getByText('Write 1 to 10 MB')).toBeVisible();
    await expect(editor.getByLabel('Largest file, in MB')).toBeFocused();
    await editor.getByLabel('Largest file, in MB').fill('1');
    await editor.getByLabel('Most files in one conversation').fill('1');
    await editor.getByLabel('PDF').uncheck();
    await editor.getByLabel('Plain text').uncheck();
    expect(await violations(page)).toEqual([]);
    await save.click();
    await expect(save).toBeDisabled();

    const { shop, desk } = await beginConversation(
      { visitor: (path) => visitor(path, { colorScheme }), operator },
      `What may I attach? ${colorScheme}`,
      'A picture.',
    );
    const picker = shop.panel.locator('input[type=file][multiple]');
    await expect(picker).toHaveAttribute('accept', 'image/png,image/jpeg,image/gif,image/webp');
    await picker.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('text') });
    await expect(shop.panel.getByRole('alert')).toHaveText(/What can: pictures\./);
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    const large = Buffer.alloc(1024 * 1024 + 1, 'GIF89a');
    await picker.setInputFiles({ name: 'large.gif', mimeType: 'image/gif', buffer: large });
    await expect(shop.panel.getByRole('alert')).toHaveText(/Up to 1 MB/);

    await picker.setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: png });
    await shop.panel.getByRole('button', { name: 'Send pictures' }).click();
    await expect(desk.log.getByRole('img', { name: /one\.png/ })).toBeVisible();
    await picker.setInputFiles({ name: 'two.png', mimeType: 'image/png', buffer: png });
    await shop.panel.getByRole('button', { name: 'Send pictures' }).click();
    await expect(shop.panel.getByRole('alert')).toHaveText(/No more files can be sent/);

    await editor.getByLabel('Most files in one conversation').fill('0');
    await expect(editor.getByText('Visitors attach nothing.')).toBeVisible();
    await save.click();
    await expect(picker).toHaveCount(0);
    await expect(shop.panel.getByRole('button', { name: 'Attach a file' })).toHaveCount(0);
  });
}

test('a picture in the conversation has its place before it is there: nothing jumps', async ({
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'A picture, please', 'Here.');
  await desk.page.locator('fy-composer input[type=file]').setInputFiles({
    name: 'pole.png',
    mimeType: 'image/png',
    buffer: png,
  });
  const box = shop.log.getByRole('button', { name: 'Open pole.png' });
  await expect(box.getByRole('img', { name: 'Image pole.png' })).toBeVisible();
  await desk.write('Do you see it?');
  await expect(shop.message('Do you see it?')).toBeVisible();
  const shown = await box.boundingBox();

  // The link takes its time: the place is there all the same, and is fetched when it comes into view.
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await shop.page.route('**/fileLink', async (route) => {
    await held;
    await route.continue();
  });
  await shop.page.reload();
  if (await shop.launcher.isVisible()) await shop.launcher.click();
  await expect(shop.message('Do you see it?')).toBeVisible();
  await expect(box).toBeVisible();
  await expect(box.getByRole('img')).toHaveCount(0);
  // The panel slides into its place; what waits for the picture pulses for ever.
  await shop.panel.evaluate((panel) =>
    Promise.all(
      panel
        .getAnimations({ subtree: true })
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ),
  );
  const placeOf = (): Promise<number> =>
    shop.message('Do you see it?').evaluate((element) => element.getBoundingClientRect().top);
  const before = [await box.boundingBox(), await placeOf()];
  expect(before[0]).toMatchObject({ width: shown?.width, height: shown?.height });
  goOn();
  await expect(box.getByRole('img', { name: 'Image pole.png' })).toBeVisible();
  expect([await box.boundingBox(), await placeOf()]).toEqual(before);
});
