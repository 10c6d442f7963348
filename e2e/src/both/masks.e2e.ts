import { violations } from '../axe.ts';
import { expect, test } from '../stack.ts';

const form = {
  preChat: {
    fields: [
      { id: 'f0', kind: 'text', label: 'What is it about?', required: true },
      { id: 'f1', kind: 'phone', label: 'Your number', required: true },
    ],
    consent: '',
  },
};

test.afterEach(async ({ foyer }) => {
  await foyer.store({ 'brands/acme/profile/masks': '', 'brands/acme/profile/forms': '' });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an admin says what is masked, and no browser lets it out, ${colorScheme}`, async ({
    foyer,
    visitor,
    operator,
  }) => {
    const { page } = await operator('admin@demo.test', { colorScheme });
    await page.getByRole('link', { name: 'Brands' }).click();
    await page.getByRole('tab', { name: 'Privacy' }).click();
    const tab = page.getByRole('tabpanel', { name: 'Privacy' });
    const save = tab.locator('fy-masks-editor').getByRole('button', { name: 'Save' });
    await tab.getByLabel('Patterns, one a line').fill('KD ## ###\n--');
    await save.click();
    await expect(tab.getByText('“--” is no pattern')).toBeVisible();
    await expect(tab.getByLabel('Patterns, one a line')).toBeFocused();
    await tab.getByLabel('Patterns, one a line').fill('KD ## ###\nswordfish');
    await tab.getByLabel('Try a text').fill('I am kd-12-345 and 4111 1111 1111 1111');
    await expect(tab.getByText('I am ••-••-••• and •••• •••• •••• 1111')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await save.click();
    await expect(save).toBeDisabled();

    await foyer.store({ 'brands/acme/profile/forms': JSON.stringify(form) });
    const shop = await visitor('/', { colorScheme });
    const frames: string[] = [];
    shop.page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => void frames.push(String(payload))),
    );
    await shop.launcher.click();
    await shop.panel.getByLabel('What is it about?').fill('my swordfish');
    await shop.panel.getByLabel('Your number').fill('030 12 345');
    await shop.panel.getByRole('button', { name: 'Start chat' }).click();
    await shop.write(`Swordfish of KD 12 345 ${colorScheme}`);
    const masked = `••••••••• of •• •• ••• ${colorScheme}`;
    await expect(shop.message(masked)).toBeVisible();

    const desk = await operator('operator1@demo.test', { colorScheme });
    await desk.choose(masked);
    await expect(desk.page.getByText('my •••••••••')).toBeVisible();
    await expect(desk.page.getByText('030 12 345')).toBeVisible();
    await desk.takeAndWrite('The swordfish is an operator’s word.');
    await expect(shop.message('The swordfish is an operator’s word.')).toBeVisible();

    await shop.panel.getByRole('button', { name: 'More options' }).click();
    await shop.panel.getByRole('button', { name: 'End conversation' }).click();
    await shop.panel.getByRole('button', { name: 'End', exact: true }).click();
    await shop.panel.getByText('4 of 5').or(shop.panel.getByLabel('4 of 5')).first().check({ force: true });
    await shop.panel.getByRole('textbox', { name: 'Tell us more (optional)' }).fill('kd12345 was heard.');
    await shop.panel.getByRole('button', { name: 'Send rating' }).click();
    await expect(desk.page.getByText('••••••• was heard.')).toBeVisible();

    const sent = frames.join('').toLowerCase();
    expect(sent).toContain('030 12 345');
    expect(sent).not.toContain('swordfish');
    // Whole: tokens and ids are by chance.
    for (const secret of ['kd 12 345', 'kd12345']) expect(sent).not.toContain(secret);
  });
}

test('what is written before the brand’s patterns are known waits for them', async ({ foyer, visitor }) => {
  await foyer.store({ 'brands/acme/profile/masks': 'swordfish' });
  const shop = await visitor();
  const frames: string[] = [];
  shop.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => void frames.push(String(payload))),
  );
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await shop.page.route('**/api/loginExternal', async (route) => {
    await held;
    await route.continue();
  });
  await shop.launcher.click();
  await shop.write('early swordfish');
  await expect(shop.message('early swordfish')).toBeVisible();
  goOn();
  await expect(shop.message('early •••••••••')).toBeVisible();
  expect(frames.join('')).not.toContain('swordfish');
});
