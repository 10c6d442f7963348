import { placeFor, whenBodyStands } from './host-page.ts';
import { canMount } from './mount.ts';
import type { Options } from './options.ts';
import { createPageStorage } from './page-storage.ts';
import { createParts } from './parts.ts';
import type { Parts } from './parts.ts';
import { WidgetError } from './widget-error.ts';

/** A widget's place on its page. */
export interface Standing {
  /** What stands there; null before it does, and once it is gone. */
  parts(): Parts | null;
  /** Puts the widget on the page, once. Rejects with a `WidgetError`. */
  readonly begin: () => Promise<Parts>;
  /** What `begin` has begun; null before that, and where it failed. */
  begun(): Promise<Parts> | null;
  /** Fulfilled when the widget stands for the first time, rejected when it never will. */
  readonly ready: () => Promise<void>;
  /** What stood may be gone with the page it stood on: it stands again, unless its container is gone for good. */
  readonly stay: () => void;
  /** Moves to the container of these settings. Throws a `WidgetError` when that is not there. */
  move(options: Options): void;
  /** Takes everything off the page and out of the browser. */
  end(): void;
}

/** `stands` is called when the widget has been put on the page; nothing is after `ended`. */
export function createStanding(
  page: Window & typeof globalThis,
  options: () => Options,
  ended: AbortSignal,
  stands: (parts: Parts) => void,
): Standing {
  const { document } = page;
  let parts: Parts | null = null;
  let begun: Promise<Parts> | null = null;
  let tellReady: () => void;
  let refuseReady: (cause: WidgetError) => void;
  const ready = new Promise<void>((resolve, reject) => ([tellReady, refuseReady] = [resolve, reject]));
  // Nobody need wait for it.
  ready.catch(() => undefined);

  function stand(): Parts {
    parts = createParts(page, options());
    stands(parts);
    tellReady();
    return parts;
  }

  function stay(): void {
    try {
      parts?.mount.standIn(placeFor(document, options().container));
    } catch {
      // The container is gone for good.
    }
  }

  function begin(): Promise<Parts> {
    if (ended.aborted) return Promise.reject(new WidgetError('destroyed'));
    if (options().brand === '') return Promise.reject(new WidgetError('no-brand'));
    if (!canMount(page)) return Promise.reject(new WidgetError('not-supported'));
    if (begun) {
      stay();
      return begun;
    }
    begun = whenBodyStands(document, ended).then(stand);
    // A container that is not there may be named again.
    begun.catch(() => {
      parts?.mount.remove();
      parts = begun = null;
    });
    return begun;
  }

  return {
    parts: () => parts,
    begin,
    begun: () => begun,
    ready: () => (canMount(page) ? ready : begin().then(() => undefined)),
    stay,
    move({ container }) {
      parts?.mount.standIn(placeFor(document, container));
    },
    end() {
      refuseReady(new WidgetError('destroyed'));
      if (parts) parts.remove();
      else createPageStorage(page, options().brand, false).wipe();
      parts = null;
    },
  };
}
