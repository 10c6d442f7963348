import type { Browser, CDPSession } from '@playwright/test';
import { browserIsCalm } from './calm-browser.ts';
import { startTrace, type MainThread } from './trace.ts';

/** What is looked for in a page: JavaScript expressions that are an element, or null as long as it is not there. */
export interface Marks {
  readonly launcher: string;
  readonly usable: string;
}

/** One load of a page in a browser profile of its own. */
export interface Load {
  /** Until the launcher is visible and the page is calm. */
  readonly before: MainThread & { readonly heapMb: number; readonly requests: number };
  /** From the click on the launcher until the conversation is usable; absent where nothing is opened. */
  readonly opening?: MainThread & { readonly wallMs: number };
}

/**
 * Loads a page four times slower than the machine is, and opens the chat on it. Waits and clicks go over the bare
 * protocol: the test library would run a large script of its own in the page, which would be measured, too.
 */
export async function loadPage(browser: Browser, url: string, marks: Marks | null): Promise<Load> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    let requests = 0;
    page.on('request', () => (requests += 1));
    const session = await context.newCDPSession(page);
    // Before it is slowed down: what does that is never at rest.
    await browserIsCalm(browser);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });

    const endLoad = await startTrace(session);
    await page.goto(url, { waitUntil: 'load' });
    const launcher = marks ? await centreOf(session, marks.launcher) : null;
    await evaluate(session, CALM);
    const loaded = await endLoad();
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const before = { ...loaded, heapMb: usedSize / 1_000_000, requests };
    if (!marks || !launcher) return { before };

    const endOpening = await startTrace(session);
    const began = performance.now();
    for (const type of ['mousePressed', 'mouseReleased'] as const) {
      await session.send('Input.dispatchMouseEvent', { type, ...launcher, button: 'left', clickCount: 1 });
    }
    await evaluate(session, until(marks.usable));
    const wallMs = performance.now() - began;
    return { before, opening: { ...(await endOpening()), wallMs } };
  } finally {
    await context.close();
  }
}

const SLOW_DOWN = 4;
const LOOK_AGAIN_MS = 25;

/** Resolves when the page had nothing to do twice in a row. */
const CALM = `new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve), { timeout: 2000 }))`;

async function evaluate(session: CDPSession, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
}

/** Resolves when the element is there. Asking for its place would lay the page out, and count as its script. */
const until = (element: string): string => `new Promise((resolve) => {
  const look = () => (${element}) ? resolve(true) : setTimeout(look, ${LOOK_AGAIN_MS});
  look();
})`;

/** Waits until an element is there and visible; where its middle is. */
async function centreOf(session: CDPSession, element: string): Promise<{ x: number; y: number }> {
  return (await evaluate(
    session,
    `new Promise((resolve) => {
      const look = () => {
        const box = (${element})?.getBoundingClientRect();
        if (box && box.width > 0) resolve({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
        else setTimeout(look, ${LOOK_AGAIN_MS});
      };
      look();
    })`,
  )) as { x: number; y: number };
}
