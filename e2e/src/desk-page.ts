import { expect } from '@playwright/test';
import { demoPassword } from '@foyer/demo';
import type { Locator, Page } from '@playwright/test';

/** The desk as a moderator meets it. */
export class Desk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Your answer' });
  }

  /** The list of open conversations. */
  get inbox(): Locator {
    return this.page
      .getByRole('listbox', { name: 'Open conversations' })
      .or(this.page.getByRole('list', { name: 'Open conversations' }));
  }

  async signIn(email: string, password = demoPassword): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(this.page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  }

  /** Opens the conversation whose last words are these. */
  async choose(lastWords: string): Promise<void> {
    await this.inbox.getByText(lastWords).first().click();
  }

  async takeAndWrite(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Take and answer' }).click();
    await this.write(text);
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** A message of this text in the conversation. */
  message(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }
}
