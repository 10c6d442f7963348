import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../stack.ts';
import type { Foyer } from '../stack.ts';
import type { Widget } from '../widget-page.ts';

const form = {
  fields: [
    { id: 'f0', kind: 'text', label: 'Your name', required: true },
    { id: 'f1', kind: 'select', label: 'What is it about?', required: true, options: ['An order', 'A tent'] },
    {
      id: 'f2',
      kind: 'text',
      label: 'Order number',
      required: true,
      showIf: { field: 'f1', equals: 'An order' },
    },
    { id: 'f3', kind: 'email', label: 'E-mail', required: false },
  ],
  consent: 'I agree that my answers are stored.',
  consentLink: 'https://acme.test/privacy',
};

/** A week in which nobody answers today, wherever the test runs. */
const neverOpen = { zone: 'Europe/Berlin', week: {}, holidays: [] };

function tomorrow(): object {
  const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
  const day = days[(new Date().getUTCDay() + 2) % 7] ?? '';
  return { zone: 'UTC', week: { [day]: [{ from: '09:00', to: '17:00' }] }, holidays: [] };
}

async function configure(foyer: Foyer, hours: object | null, preChat: object | null): Promise<void> {
  await foyer.api.update(
    {
      'brands/acme/profile/hours': hours ? JSON.stringify(hours) : '',
      'brands/acme/profile/forms': preChat ? JSON.stringify({ preChat }) : '',
    },
    'owner',
  );
}

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .include('foyer-widget')
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

test.describe.configure({ mode: 'serial' });
test.afterEach(async ({ foyer }) => {
  await configure(foyer, null, null);
  await foyer.staffDesk(true);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the form before the chat is filled in by keyboard, tells what is wrong, and loses nothing, ${colorScheme}`, async ({
    foyer,
    visitor,
    operator,
  }) => {
    await configure(foyer, null, form);
    const shop = await visitor('/', { colorScheme });
    const { page } = shop;
    await shop.launcher.click();
    const start = shop.panel.getByRole('button', { name: 'Start chat' });
    await expect(start).toBeVisible();
    await expect(shop.panel.getByLabel('Order number')).toHaveCount(0);
    expect(await violations(page)).toEqual([]);

    await start.click();
    const name = shop.panel.getByLabel('Your name');
    await expect(name).toBeFocused();
    await expect(name).toHaveAccessibleDescription('Please fill this in.');
    await expect(shop.panel.getByText('Please agree to go on.')).toBeVisible();
    await page.keyboard.type('Ada');
    await expect(name).toHaveAccessibleDescription('');
    await shop.panel.getByLabel('What is it about?').selectOption('An order');
    await shop.panel.getByLabel('Order number').fill('4711');
    await shop.panel.getByLabel('E-mail').fill('ada@acme');
    await start.click();
    await expect(shop.panel.getByLabel('E-mail')).toBeFocused();
    expect(await violations(page)).toEqual([]);

    await page.reload();
    if (!(await shop.panel.isVisible())) await shop.launcher.click();
    await expect(shop.panel.getByLabel('Order number')).toHaveValue('4711');
    await shop.panel.getByLabel('E-mail').fill('ada@acme.test');
    await shop.panel.getByLabel(form.consent).press('Space');
    await shop.panel.getByLabel('E-mail').press('Enter');
    const field = shop.panel.getByRole('textbox', { name: 'Write a message…' });
    await expect(field).toBeFocused();
    await page.keyboard.type(`About 4711, ${colorScheme}`);
    await page.keyboard.press('Enter');
    await expect(shop.message(`About 4711, ${colorScheme}`)).toBeVisible();

    const desk = await operator('operator1@demo.test');
    await desk.choose(`About 4711, ${colorScheme}`);
    const card = desk.page.getByRole('complementary', { name: 'Visitor' });
    await expect(card.getByText('4711', { exact: true })).toBeVisible();
    await expect(card.getByText('Answer to')).toBeVisible();
    await expect(card.getByText('ada@acme.test')).toHaveCount(2);
  });

  test(`outside its hours the brand says when it is back and asks where to answer, ${colorScheme}`, async ({
    foyer,
    visitor,
    operator,
  }) => {
    await configure(foyer, tomorrow(), null);
    const shop = await visitor('/', { colorScheme });
    await shop.launcher.click();
    await expect(shop.panel.getByText('We are away at the moment.')).toBeVisible();
    await expect(shop.panel.getByText('Away at the moment', { exact: true })).toBeVisible();
    await expect(shop.panel.getByText(/^Back: \w+day/)).toBeVisible();
    expect(await violations(shop.page)).toEqual([]);
    const address = shop.panel.getByLabel('E-mail address');
    await address.fill('nobody');
    await address.press('Enter');
    await expect(address).toHaveAccessibleDescription(/e-mail address like/);
    expect(await violations(shop.page)).toEqual([]);
    const field = shop.panel.getByRole('textbox', { name: 'Write a message…' });
    await field.fill(`Nobody there, ${colorScheme}?`);
    await address.fill('eve@acme.test');
    await address.press('Enter');
    await expect(shop.panel.getByText('We will answer to eve@acme.test.')).toBeVisible();
    await expect(field).toHaveValue(`Nobody there, ${colorScheme}?`);
    await field.press('Enter');
    await expect(shop.message(`Nobody there, ${colorScheme}?`)).toBeVisible();

    const desk = await operator('operator1@demo.test');
    await desk.choose(`Nobody there, ${colorScheme}?`);
    await expect(desk.page.getByText('eve@acme.test', { exact: true })).toBeVisible();

    await configure(foyer, neverOpen, null);
    await expect(shop.panel.getByText(/^Back:/)).toHaveCount(0);
    await configure(foyer, null, null);
    await expect(shop.panel.getByText('We are away at the moment.')).toHaveCount(0);
    await expect(shop.panel.getByText('We answer here')).toBeVisible();
  });
}

test('with nobody at the desk the chat asks where to answer, until an operator comes and when the last one goes', async ({
  foyer,
  visitor,
  operator,
}) => {
  await foyer.staffDesk(false);
  const shop = await visitor('/');
  const away = shop.panel.getByText('We are away at the moment.');
  await shop.launcher.click();
  await expect(away).toBeVisible({ timeout: 15_000 });
  await expect(shop.panel.getByText(/^Back:/)).toHaveCount(0);
  await expect(shop.panel.getByLabel('E-mail address')).toBeVisible();

  const desk = await operator('operator1@demo.test');
  await expect(away).toHaveCount(0);
  await shop.write('Is anybody there?');
  await desk.choose('Is anybody there?');
  await desk.takeAndWrite('I am');
  await expect(shop.message('I am')).toBeVisible();
  await desk.page.context().close();
  // Who has answered so far is gone, too.
  await expect(away).toBeVisible({ timeout: 20_000 });
});

test('who has written while nobody was there is told their place when somebody comes', async ({
  foyer,
  visitor,
}) => {
  await foyer.store({ 'server/waiting/acme': null, 'room-queue/acme': null, 'server/queue-pace/acme': null });
  await foyer.staffDesk(false);
  const shop = await visitor('/');
  await shop.page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    window.addEventListener('foyer:queue', (event) => told.push((event as CustomEvent).detail));
  });
  await shop.launcher.click();
  await expect(shop.panel.getByLabel('E-mail address')).toBeVisible({ timeout: 15_000 });
  const field = shop.panel.getByRole('textbox', { name: 'Write a message…' });
  await field.fill('I write all the same');
  await field.press('Enter');
  await expect(shop.message('I write all the same')).toBeVisible();
  const told = (): Promise<unknown[]> =>
    shop.page.evaluate(() => (window as unknown as { told: unknown[] }).told);
  expect(await told()).toEqual([]);
  await foyer.staffDesk(true);
  await expect(shop.panel.locator('.queue')).toHaveText('You are next.');
  expect(await told()).toMatchObject([{ position: 1 }]);
});

test('who chooses a department is seen to have, and is counted in its queue', async ({
  foyer,
  visitor,
  operator,
}) => {
  const departments = ['Tents', 'Returns & repairs'];
  const fields = [
    { id: 'f0', kind: 'department', label: 'Whom do you need?', required: true, options: departments },
    {
      ...{ id: 'f1', kind: 'text', label: 'Order number', required: true },
      showIf: { field: 'f0', equals: 'Returns & repairs' },
    },
  ];
  await configure(foyer, null, { fields, consent: form.consent, consentLink: form.consentLink });
  await foyer.store({ 'server/waiting/acme': null, 'room-queue/acme': null, 'server/queue-pace/acme': null });

  async function ask(department: string, words: string): Promise<Widget> {
    const shop = await visitor('/');
    await shop.page.evaluate(() => {
      window.addEventListener('foyer:prechatSubmit', ({ detail }: CustomEventInit<object>) =>
        Object.assign(window, { told: detail }),
      );
    });
    await shop.launcher.click();
    await shop.panel.getByLabel('Whom do you need?').selectOption(department);
    const number = shop.panel.getByLabel('Order number');
    if (department === 'Tents') await expect(number).toHaveCount(0);
    else await number.fill('4711');
    await shop.panel.getByLabel(form.consent).check();
    await shop.panel.getByRole('button', { name: 'Start chat' }).click();
    // What was chosen outlives the page.
    if (department === 'Tents') {
      await expect
        .poll(() => shop.page.evaluate(() => (window as unknown as { told?: object }).told))
        .toMatchObject({ department });
      await shop.page.reload();
      if (!(await shop.panel.isVisible())) await shop.launcher.click();
    }
    await shop.write(words);
    await expect(shop.panel.locator('.queue')).toHaveText('You are next.');
    return shop;
  }
  await ask('Tents', 'The light one, please');
  // Who waits for others is not in front.
  await ask('Returns & repairs', 'My old one leaks');

  // Whoever is of the brand sees both, and may take both.
  const desk = await operator('operator1@demo.test');
  await expect(desk.inbox.getByText('Tents', { exact: true })).toBeVisible();
  await expect(desk.inbox.getByText('Returns & repairs', { exact: true })).toBeVisible();
  await desk.choose('My old one leaks');
  const card = desk.page.getByRole('complementary', { name: 'Visitor' });
  await expect(card.getByText('Returns & repairs').first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`who waits reads and hears their place, moves up, and goes on when an operator comes, ${colorScheme}`, async ({
    foyer,
    visitor,
    operator,
  }) => {
    await foyer.store({
      ...{ 'server/waiting/acme': null, 'room-queue/acme': null, 'server/queue-pace/acme': 61_000 },
    });
    const [first, second] = [await visitor('/'), await visitor('/', { colorScheme })];
    await first.open();
    await first.write(`First in the queue, ${colorScheme}`);
    await expect(first.panel.locator('.queue')).toHaveText('You are next. Expected wait: 2 minutes.');
    await second.page.evaluate(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      window.addEventListener('foyer:queue', (event) => told.push((event as CustomEvent).detail));
    });
    await second.open();
    await second.write(`Second in the queue, ${colorScheme}`);
    const notice = second.panel.locator('.queue');
    await expect(notice).toHaveText('You are number 2 in the queue. Expected wait: 3 minutes.');
    await expect(second.page.locator('[aria-live=polite]').getByText('You are number 2')).toHaveCount(1);
    expect(await violations(second.page)).toEqual([]);
    await expect(second.page.locator('[aria-live=polite]').getByText('You are')).toHaveCount(0);

    const desk = await operator('operator1@demo.test');
    await desk.choose(`First in the queue, ${colorScheme}`);
    await desk.takeAndWrite('Your turn');
    await expect(first.panel.locator('.queue')).toHaveCount(0);
    await expect(notice).toContainText('You are next.');
    // Moving up is seen and not spoken.
    await expect(second.page.locator('[aria-live=polite]').getByText('You are next')).toHaveCount(0);
    await desk.choose(`Second in the queue, ${colorScheme}`);
    await desk.takeAndWrite('Yours, too');
    await expect(notice).toHaveCount(0);
    const told = await second.page.evaluate(() => (window as unknown as { told: object[] }).told);
    expect(told[0]).toMatchObject({ position: 2, waitSeconds: 180 });
    expect(told.at(-1)).toMatchObject({ position: 1 });
  });
}

test('who has agreed to one text has not agreed to another', async ({ foyer, visitor }) => {
  await configure(foyer, null, form);
  const shop = await visitor();
  await shop.launcher.click();
  await shop.panel.getByLabel('Your name').fill('Ida');
  await shop.panel.getByLabel('What is it about?').selectOption('A tent');
  await shop.panel.getByLabel(form.consent).check();
  await shop.page.reload();
  if (!(await shop.panel.isVisible())) await shop.launcher.click();
  await expect(shop.panel.getByLabel(form.consent)).toBeChecked();

  const other = 'I agree that my answers are stored and sold.';
  await configure(foyer, null, { ...form, consent: other });
  await expect(shop.panel.getByLabel(other)).not.toBeChecked();
  await shop.panel.getByRole('button', { name: 'Start chat' }).click();
  await expect(shop.panel.getByText('Please agree to go on.')).toBeVisible();
  await configure(foyer, null, form);
  await expect(shop.panel.getByLabel(form.consent)).toBeChecked();
});
