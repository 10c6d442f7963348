import { AxeBuilder } from '@axe-core/playwright';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOutbox } from '@foyer/demo';
import { expect, test } from '../stack.ts';

test.afterEach(({ foyer }) => foyer.staffDesk(true));

for (const colorScheme of ['light', 'dark'] as const) {
  test(`who writes to an empty desk and leaves an address is answered there, ${colorScheme}`, async ({
    foyer,
    visitor,
    operator,
    browser,
  }) => {
    await foyer.staffDesk(false);
    const email = `ada-${colorScheme}@acme.test`;
    const shop = await visitor('/');
    await shop.launcher.click();
    await expect(shop.panel.getByText('We are away at the moment.')).toBeVisible({ timeout: 15_000 });
    await shop.panel.getByLabel('E-mail address').fill(email);
    await shop.panel.getByLabel('E-mail address').press('Enter');
    await expect(shop.panel.getByText(`We will answer to ${email}.`)).toBeVisible();
    await shop.write(`Anybody in the ${colorScheme}?`);

    const desk = await operator('operator1@demo.test', { colorScheme });
    await desk.choose(`Anybody in the ${colorScheme}?`);
    const hint = desk.page.getByText(`goes by mail to ${email}`);
    // As long as the visitor is there, the answer is seen in the chat.
    await expect(desk.message(`Anybody in the ${colorScheme}?`)).toBeVisible();
    await expect(hint).toHaveCount(0);
    await shop.page.close();
    await expect(hint).toBeVisible();
    const { violations } = await new AxeBuilder({ page: desk.page }).include('.by-mail').analyze();
    expect(violations).toEqual([]);
    await desk.takeAndWrite('Yes, and open');
    await desk.write(`from nine on, ${colorScheme}`);
    await expect(desk.message(`from nine on, ${colorScheme}`)).toBeVisible();
    await expect
      .poll(async () => JSON.stringify(await foyer.stored('rooms/acme')))
      .toContain(`"text":"from nine on, ${colorScheme}"`);
    await foyer.mailAnswers();

    const mails = readdirSync(foyer.outbox)
      .map((name) => JSON.parse(readFileSync(join(foyer.outbox, name), 'utf8')) as Record<string, string>)
      .filter(({ to }) => to === email);
    expect(mails).toHaveLength(1);
    const outbox = await startOutbox(foyer.outbox);
    const page = await browser.newPage();
    await page.goto(outbox.url);
    const mail = page.getByRole('article').filter({ hasText: email });
    await expect(mail.getByRole('heading')).toHaveText('Acme Outdoor has answered you');
    await expect(mail).toContainText('Yes, and open');
    await expect(mail).toContainText(`from nine on, ${colorScheme}`);
    await page.close();
    await outbox.close();

    // The reader wants no more of them, and the desk says so.
    await expect(hint).toBeVisible();
    const reading = await browser.newContext({ colorScheme });
    const reader = await reading.newPage();
    await reader.goto(
      `${foyer.addresses.hosting}/api/stopMails${new URL(String(mails[0]?.['stop'])).search}`,
    );
    await reader.getByRole('button', { name: 'No more mails' }).click();
    await expect(reader.getByText('You get no more mails about this conversation.')).toBeVisible();
    expect((await new AxeBuilder({ page: reader }).analyze()).violations).toEqual([]);
    await reading.close();
    await expect(hint).toHaveCount(0);
    await expect(desk.page.getByText('wants no more mails about this conversation')).toBeVisible();
  });
}
