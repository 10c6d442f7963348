import type { Browser } from '@playwright/test';

/** The least part of one core that a browser uses over this time is taken for rest. */
const REST = 0.1;
const LOOK_MS = 250;
const PATIENCE_MS = 20_000;

/**
 * Waits until the browser's own processes rest. With each profile it builds a window with pages of its own in it, at
 * a higher priority than a website's and for about a second: on two cores that lengthened every task of the page
 * that was measured, the empty one's too. Throws when it does not come to rest: nothing measured then would be true.
 */
export async function browserIsCalm(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const cpuSeconds = async (): Promise<number> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  try {
    const until = performance.now() + PATIENCE_MS;
    for (let used = await cpuSeconds(); performance.now() < until;) {
      const began = performance.now();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const now = await cpuSeconds();
      if ((now - used) * 1000 < REST * (performance.now() - began)) return;
      used = now;
    }
    throw new Error('the browser never came to rest: is something else running on this machine?');
  } finally {
    await session.detach();
  }
}
