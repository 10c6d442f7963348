import type { FoyerEventName, FoyerEvents, FoyerListener } from './public-api.ts';

type AnyListener = (detail: FoyerEvents[FoyerEventName]) => void;

export type Emit = <Name extends FoyerEventName>(name: Name, detail: FoyerEvents[Name]) => void;

export interface EventHub {
  readonly emit: Emit;
  on<Name extends FoyerEventName>(name: Name, listener: FoyerListener<Name>): () => void;
  clear(): void;
}

const names: readonly string[] = [
  'ready',
  'open',
  'close',
  'message',
  'unread',
  'identity',
  'error',
] satisfies FoyerEventName[];

/** Whether a website's script named an event that exists. */
export function isEventName(name: unknown): name is FoyerEventName {
  return typeof name === 'string' && names.includes(name);
}

/**
 * Hands events to the website's listeners and to the window as `foyer:<name>`. A listener that throws does so to
 * the page's own error reporting, as from a DOM event; the others are still called.
 */
export function createEventHub(page: Window & typeof globalThis): EventHub {
  const listeners = new Map<FoyerEventName, Set<AnyListener>>();
  let ready: FoyerEvents['ready'] | null = null;

  function call(listener: AnyListener, detail: FoyerEvents[FoyerEventName]): void {
    try {
      listener(detail);
    } catch (cause) {
      page.reportError(cause);
    }
  }

  return {
    emit(name, detail) {
      if (name === 'ready') ready = detail as FoyerEvents['ready'];
      for (const listener of [...(listeners.get(name) ?? [])]) call(listener, detail);
      page.dispatchEvent(new page.CustomEvent(`foyer:${name}`, { detail }));
    },

    on(name, listener) {
      // Every call is a subscription of its own: the same function added twice is removed one at a time.
      const entry: AnyListener = (detail) => {
        (listener as AnyListener)(detail);
      };
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(entry));
      if (name === 'ready' && ready) {
        const detail = ready;
        queueMicrotask(() => {
          if (known.has(entry)) call(entry, detail);
        });
      }
      return () => {
        known.delete(entry);
      };
    },

    clear() {
      for (const known of listeners.values()) known.clear();
    },
  };
}
