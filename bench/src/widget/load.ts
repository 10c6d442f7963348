import type { Browser, Page } from '@playwright/test';
import { startTrace, type MainThread } from './trace.ts';

const SLOW_DOWN = 4;

/** What is looked for in a page: the launcher, and what makes a conversation usable. CSS; shadow roots are pierced. */
export interface Marks {
  readonly launcher: string;
  readonly usable: string;
}

/** One load of a page in a browser profile of its own. */
export interface Load {
  /** Until the launcher is visible and the page is calm. */
  readonly before: MainThread & { readonly heapMb: number; readonly requests: readonly string[] };
  /** From the click on the launcher until the conversation is usable; absent where nothing is opened. */
  readonly opening?: MainThread & { readonly wallMs: number };
}

/** Loads a page four times slower than the machine is, and opens the chat on it. */
export async function loadPage(browser: Browser, url: string, marks: Marks | null): Promise<Load> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });

    const endLoad = await startTrace(session);
    await page.goto(url, { waitUntil: 'load' });
    if (marks) await page.locator(marks.launcher).waitFor();
    await calm(page);
    const loaded = await endLoad();
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
    const before = { ...loaded, heapMb: usedSize / 1_000_000, requests: [...requests] };
    if (!marks) return { before };

    const endOpening = await startTrace(session);
    const began = performance.now();
    await page.locator(marks.launcher).click();
    await page.locator(marks.usable).waitFor({ timeout: 30_000 });
    const wallMs = performance.now() - began;
    return { before, opening: { ...(await endOpening()), wallMs } };
  } finally {
    await context.close();
  }
}

/** Resolves when the page had nothing to do twice in a row. */
async function calm(page: Page): Promise<void> {
  await page.evaluate(
    `new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve), { timeout: 2000 }))`,
  );
}
