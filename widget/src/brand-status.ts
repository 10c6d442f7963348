import type { BrandCard } from '@foyer/shared-core/model';
import type { Options } from './options.ts';
import type { FoyerStatus } from './public-api.ts';

/** Whether somebody answers, as far as that is known. */
export interface BrandStatus {
  get(): FoyerStatus | null;
  readonly set: (status: FoyerStatus) => void;
  /** Not while it is being asked: a launcher must not come and go. */
  isAnswered(): boolean;
  /** Asks for the brand's card, once, and only where the page wants it; all else waits for the visitor. */
  ask(options: Options): void;
}

/** `told` is called when the status has changed, `settled` when it is known or cannot be, `carded` with the card. */
export function createBrandStatus(
  signal: AbortSignal,
  told: (status: FoyerStatus) => void,
  settled: () => void,
  carded: (card: BrandCard) => void,
): BrandStatus {
  let status: FoyerStatus | null = null;
  let hasAsked = false;
  let isAsking = false;

  function set(next: FoyerStatus): void {
    if (next === status) return;
    status = next;
    settled();
    told(next);
  }

  return {
    get: () => status,
    set,
    isAnswered: () => !isAsking && status !== 'offline',
    ask({ prefetch, hideWhenOffline, origin, brand }) {
      if (hasAsked || !(prefetch || hideWhenOffline)) return;
      hasAsked = isAsking = true;
      void fetchCard(`${origin}/api/brandCard?brand=${brand}`, signal).then((card) => {
        isAsking = false;
        if (card) set(status ?? card.status);
        settled();
        if (card) carded(card);
      });
    },
  };
}

async function fetchCard(address: string, signal: AbortSignal): Promise<BrandCard | null> {
  try {
    const response = await fetch(address, { credentials: 'omit', signal });
    return response.ok ? ((await response.json()) as BrandCard) : null;
  } catch {
    return null;
  }
}
