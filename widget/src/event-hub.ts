import type { FoyerEventName, FoyerEvents, FoyerListener } from './public-api.ts';

type AnyListener = (detail: FoyerEvents[FoyerEventName]) => unknown;

export type Emit = <Name extends FoyerEventName>(name: Name, detail: FoyerEvents[Name]) => void;

export type AskedBy = <Name extends 'beforeSend' | 'beforeRender'>(
  name: Name,
) => readonly FoyerListener<Name>[];

export interface EventHub {
  readonly emit: Emit;
  on<Name extends FoyerEventName>(name: Name, listener: FoyerListener<Name>): () => void;
  /** Says that settings of these names were not understood. */
  readonly tellRefused: (names: readonly string[]) => void;
  /** Who is asked before a text is sent or shown: they may answer, and what they hear goes nowhere else. */
  readonly askedBy: AskedBy;
  /** What was told as `error`, oldest first; no more than the latest. */
  errors(): readonly FoyerEvents['error'][];
  clear(): void;
}

const MOST_ERRORS = 20;

const names: readonly string[] = [
  'ready',
  'open',
  'close',
  'show',
  'hide',
  'message',
  'messageState',
  'beforeSend',
  'beforeRender',
  'unread',
  'conversationStarted',
  'conversationEnded',
  'conversationOpened',
  'operator',
  'queue',
  'prechatSubmit',
  'offlineSubmit',
  'emailSupplied',
  'rating',
  'fileUpload',
  'connection',
  'identity',
  'tokenExpiring',
  'status',
  'consentRequired',
  'error',
] satisfies FoyerEventName[];

/** Whether a website's script named an event that exists. */
export function isEventName(name: unknown): name is FoyerEventName {
  return typeof name === 'string' && names.includes(name);
}

/**
 * Hands events to the website's listeners and to the window as `foyer:<name>`, there with the brand. A listener that
 * throws does so to the page's own error reporting, as from a DOM event; the others are still called.
 */
export function createEventHub(page: Window & typeof globalThis, brand: () => string): EventHub {
  const listeners = new Map<FoyerEventName, Set<AnyListener>>();
  const errors: FoyerEvents['error'][] = [];
  let ready: FoyerEvents['ready'] | null = null;

  function call(listener: AnyListener, detail: FoyerEvents[FoyerEventName]): void {
    try {
      listener(detail);
    } catch (cause) {
      page.reportError(cause);
    }
  }

  const hub: EventHub = {
    emit(name, detail) {
      if (name === 'ready') ready = detail as FoyerEvents['ready'];
      if (name === 'error') errors.splice(0, errors.push(detail as FoyerEvents['error']) - MOST_ERRORS);
      for (const listener of [...(listeners.get(name) ?? [])]) call(listener, detail);
      page.dispatchEvent(new page.CustomEvent(`foyer:${name}`, { detail: { ...detail, brand: brand() } }));
    },

    on(name, listener) {
      // Every call is a subscription of its own: the same function added twice is removed one at a time.
      const entry: AnyListener = (detail) => (listener as AnyListener)(detail);
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

    askedBy: (name) => [...(listeners.get(name) ?? [])],
    errors: () => [...errors],

    tellRefused(settings) {
      for (const name of settings)
        hub.emit('error', {
          code: 'bad-argument',
          message: `Foyer: the setting ${name} was not understood`,
        });
    },

    clear() {
      for (const known of listeners.values()) known.clear();
    },
  };
  return hub;
}
