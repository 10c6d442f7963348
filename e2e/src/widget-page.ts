import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The widget as a visitor meets it: by what it says and how it is labelled, not by how it is built. */
export class Widget {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get launcher(): Locator {
    return this.page.getByRole('button', { name: /open chat/i });
  }

  get panel(): Locator {
    return this.page.getByRole('dialog');
  }

  get log(): Locator {
    return this.panel.getByRole('log');
  }

  get composer(): Locator {
    return this.panel.getByRole('textbox');
  }

  /** Opens the chat; resolves when one can write. */
  async open(): Promise<void> {
    await this.launcher.click();
    await expect(this.composer).toBeVisible();
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
