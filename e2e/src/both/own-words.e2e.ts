import type { Locator } from '@playwright/test';
import { violations } from '../axe.ts';
import { command } from '../host-page.ts';
import { expect, test } from '../stack.ts';

/** The field of a text, whose label ends with the text's name. */
function fieldOf(tab: Locator, name: string): Locator {
  return tab.getByRole('textbox', { name: new RegExp(`\\s${name.replace('.', '\\.')}$`) });
}

test.afterEach(async ({ foyer }) => {
  await foyer.store({ 'brand-words/acme': null });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an admin's own words stand in open chats at once, in their language only, ${colorScheme}`, async ({
    visitor,
    operator,
  }) => {
    const [shop, german, french] = await Promise.all([visitor(), visitor(), visitor()]);
    await german.page.getByRole('button', { name: /open chat/i }).waitFor();
    await french.page.getByRole('button', { name: /open chat/i }).waitFor();
    await command(german, 'update', { locale: 'de' });
    await command(french, 'update', { locale: 'fr' });
    for (const one of [shop, german, french]) {
      await command(one, 'open');
      await expect(one.composer).toBeVisible();
    }
    const welcome = await french.panel.locator('.welcome p').innerText();

    const { page } = await operator('admin@demo.test', { colorScheme });
    await page.getByRole('link', { name: 'Brands' }).click();
    await page.getByRole('tab', { name: 'Texts' }).click();
    const tab = page.getByRole('tabpanel', { name: 'Texts' });
    const save = tab.getByRole('button', { name: 'Save' });
    const own = (name: string) => fieldOf(tab, name);
    await own('emptyTitle').fill('Ask the lamp people');
    await own('joined').fill('Somebody is here');
    await expect(tab.getByText('Own words: 2 of')).toBeVisible();
    await expect(tab.getByText('Not saved yet')).toBeVisible();
    await tab.getByLabel('Search').fill('lamp');
    await save.click();
    await expect(own('joined')).toBeFocused();
    await expect(own('joined')).toHaveAccessibleDescription('Keep {name}: the chat fills it in there.');
    expect(await violations(page)).toEqual([]);
    await own('joined').fill('{nmae} is here for {name}');
    await expect(own('joined')).toHaveAccessibleDescription('Leave {nmae} out: nothing is filled in there.');
    await expect(shop.panel.getByText('How can we help?')).toBeVisible();
    await own('joined').fill('{name} is here');
    await save.click();
    await expect(shop.panel.getByText('Ask the lamp people')).toBeVisible();
    await expect(save).toBeDisabled();

    await tab.getByRole('combobox', { name: 'Language of the visitor' }).click();
    await page.getByRole('option', { name: 'German' }).click();
    await expect(own('emptyTitle')).toHaveValue('');
    await own('emptyText').fill('Wir lesen hier mit.');
    await own('forms.away').fill('Wir schlafen gerade.');
    await save.click();
    await expect(german.panel.locator('.welcome p')).toHaveText('Wir lesen hier mit.');
    await expect(german.panel.locator('.welcome h3')).toHaveText('Wie können wir helfen?');
    await expect(french.panel.locator('.welcome p')).toHaveText(welcome);
    await expect(french.panel.locator('.welcome h3')).toHaveText('Comment pouvons-nous vous aider ?');
    await command(german, 'update', { messages: { emptyText: 'Das sagt die Seite.' } });
    await expect(german.panel.locator('.welcome p')).toHaveText('Das sagt die Seite.');

    await tab.getByLabel('Only own words').check();
    await expect(tab.getByRole('textbox')).toHaveCount(2);
    await tab.getByRole('button', { name: 'Back to the chat’s own text' }).first().click();
    await expect(own('emptyText')).toBeFocused();
    await expect(tab.getByText('Own words: 1 of')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

test('what two admins write at the same time is kept, and what is half-written outlives a look at another language', async ({
  foyer,
  operator,
}) => {
  const { page } = await operator('admin@demo.test');
  await page.getByRole('link', { name: 'Brands' }).click();
  await page.getByRole('tab', { name: 'Texts' }).click();
  const tab = page.getByRole('tabpanel', { name: 'Texts' });
  const own = (name: string) => fieldOf(tab, name);
  const language = tab.getByRole('combobox', { name: 'Language of the visitor' });
  await own('emptyTitle').fill('Mine');
  await language.click();
  await page.getByRole('option', { name: 'Arabic' }).click();
  await expect(own('emptyTitle')).toHaveAttribute('dir', 'rtl');
  await expect(own('emptyTitle')).toHaveValue('');
  await foyer.store({ 'brand-words/acme/en': '{"send":"Theirs","emptyTitle":"Theirs, too"}' });
  await language.click();
  await page.getByRole('option', { name: 'English (unsaved)' }).click();
  await expect(own('send')).toHaveValue('Theirs');
  await expect(own('emptyTitle')).toHaveValue('Mine');
  await tab.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => foyer.stored('brand-words/acme/en')).toBe('{"emptyTitle":"Mine","send":"Theirs"}');
});

test('texts that cannot be had are asked for again', async ({ operator }) => {
  const { page } = await operator('admin@demo.test');
  await page.route('**/foyer/en.json', (route) => route.abort());
  await page.getByRole('link', { name: 'Brands' }).click();
  await page.getByRole('tab', { name: 'Texts' }).click();
  const tab = page.getByRole('tabpanel', { name: 'Texts' });
  await expect(tab.getByText('could not be loaded')).toBeVisible();
  await page.unroute('**/foyer/en.json');
  await tab.getByRole('button', { name: 'Try again' }).click();
  await expect(tab.getByRole('textbox', { name: 'emptyTitle' })).toBeVisible();
  await tab.getByLabel('Search').fill('nothing like this');
  await expect(tab.getByText('No text matches.')).toBeVisible();
});
