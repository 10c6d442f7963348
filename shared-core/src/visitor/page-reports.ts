import type { BrandId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { paths } from '../model/paths.ts';
import { SERVER_TIME } from '../model/updates.ts';
import type { Platform } from '../platform.ts';
import type { VisitorLink } from './visitor-link.ts';

/** The rules count by the server's clock, so the network's jitter is added to the least interval. */
const PAGE_REST_MS = limits.pageIntervalMs + 250;

interface Page {
  readonly url: string;
  readonly title: string;
}

/** Tells the desk where the visitor is. */
export interface PageReports {
  /** Somebody has just signed in, who has told nothing yet. */
  begin(): void;
  report(page: Page): void;
}

export function createPageReports(
  platform: Platform,
  brand: BrandId,
  linkNow: () => VisitorLink | undefined,
): PageReports {
  let page: Page | undefined;
  let isResting = false;

  /** The rules take a report only now and then: the newest follows, and one refused as too early is told once more. */
  function send(isRepeated = false): void {
    const link = linkNow();
    if (!link || !page || isResting) return;
    const told = page;
    let isRefused = false;
    isResting = true;
    platform.setTimeout(() => {
      isResting = false;
      if (page !== told || linkNow() !== link) send();
      else if (isRefused && !isRepeated) send(true);
    }, PAGE_REST_MS);
    const path = paths.userPage(brand, link.visitorId);
    // Where the visitor is matters to the desk at most: a refusal changes nothing here.
    link.database.update({ [path]: { ...told, at: SERVER_TIME } }).catch(() => {
      isRefused = true;
    });
  }

  return {
    begin() {
      isResting = false;
      send();
    },
    report({ url, title }) {
      if (!/^https?:\/\//.test(url) || url.length > limits.url) return;
      const next = { url, title: title.slice(0, limits.pageTitle) };
      if (page?.url === next.url && page.title === next.title) return;
      page = next;
      send();
    },
  };
}
