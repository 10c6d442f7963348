import type { Browser, Page } from '@playwright/test';

/** How the page is shown, and what is said on it. */
export interface Look {
  readonly name: string;
  readonly title: string;
}

export function showStates(options: {
  readonly root: string;
  readonly browser: Browser;
  readonly looks: readonly Look[];
  readonly seen: (stage: { readonly page: Page }, state: string, look: Look) => Promise<void>;
  readonly failed?: (stage: { readonly page: Page }, look: Look) => Promise<void>;
}): Promise<void>;
