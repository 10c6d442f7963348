import { isEventName } from './event-hub.ts';
import type {
  FoyerBrand,
  FoyerCommandName,
  FoyerCommands,
  FoyerConsent,
  FoyerSettings,
  FoyerState,
  QueuedCall,
} from './public-api.ts';
import {
  fields,
  LONGEST_NAME,
  LONGEST_TAG,
  LONGEST_TOKEN,
  operatorId,
  readAttributes,
  readProof,
  readTags,
  readUser,
  word,
} from './read-told.ts';
import { WidgetError } from './widget-error.ts';

const MOST_DATA = 5;
/** What a text may have at most on its way to the chat, which says how long a message may be. */
const LONGEST_TEXT = 20_000;
/** What has room beside the launcher. */
const LONGEST_MESSAGE = 500;

type Run = (args: readonly unknown[]) => unknown;

/**
 * Checks what a website's script hands over and calls the widget. Copies by allow-list: only the named fields of a
 * user are read, so getters, prototypes and other belongings of the page's objects go nowhere.
 */
function commandTable(widget: FoyerCommands): ReadonlyMap<string, Run> {
  const table: Record<FoyerCommandName, Run> = {
    // Settings are read by their names, wherever they come from.
    boot: ([settings]) => widget.boot(settings as FoyerSettings),
    update: ([settings]) => widget.update(settings as FoyerSettings),
    ready: () => widget.ready(),
    open: ([how]) => {
      const { prefill, conversationId: id } = fields(how);
      return widget.open({
        ...(prefill === undefined ? {} : { prefill: word('prefill', prefill, LONGEST_TEXT) }),
        ...(id === undefined ? {} : { conversationId: conversation(id) }),
      });
    },
    close: () => widget.close(),
    toggle: () => widget.toggle(),
    show: () => widget.show(),
    hide: () => widget.hide(),
    prefill: ([text]) => widget.prefill(word('text', text, LONGEST_TEXT)),
    sendMessage: ([text, how]) =>
      widget.sendMessage(word('text', text, LONGEST_TEXT), {
        metadata: readAttributes(fields(how)['metadata'], MOST_DATA),
      }),
    showMessage: ([text]) => widget.showMessage(word('text', text, LONGEST_MESSAGE)),
    popout: () => widget.popout(),
    newConversation: () => widget.newConversation(),
    endConversation: () => widget.endConversation(),
    pageView: ([page]) => {
      const { url, title } = fields(page);
      return widget.pageView({
        url: word('url', url, LONGEST_TOKEN),
        ...(title === undefined ? {} : { title: word('title', title, LONGEST_TOKEN) }),
      });
    },
    consent: ([state]) => widget.consent(consentState(state)),
    get: ([name]) => widget.get(name as keyof FoyerState),
    diagnose: () => widget.diagnose(),
    destroy: () => widget.destroy(),
    identify: ([user, proof]) => widget.identify(readUser(user), readProof(proof)),
    setAttributes: ([values]) => widget.setAttributes(readAttributes(values)),
    setConversationAttributes: ([values]) => widget.setConversationAttributes(readAttributes(values)),
    setDepartment: ([id]) => widget.setDepartment(id === '' ? '' : word('id', id, LONGEST_NAME)),
    setOperator: ([id]) => widget.setOperator(id === '' ? '' : operatorId(id)),
    addTags: ([tags]) => widget.addTags(readTags(tags)),
    removeTags: ([tags]) => widget.removeTags(readTags(tags)),
    track: ([event, data]) =>
      widget.track(word('event', event, LONGEST_TAG), readAttributes(data, MOST_DATA)),
    logout: () => widget.logout(),
    shutdown: () => widget.shutdown(),
    on: ([event, listener]) => {
      if (!isEventName(event)) throw new WidgetError('bad-argument', 'no such event');
      if (typeof listener !== 'function') throw new WidgetError('bad-argument', 'a function is wanted');
      return widget.on(event, (detail) => (listener as (detail: unknown) => unknown)(detail));
    },
  };
  return new Map(Object.entries(table));
}

/** Nothing else counts as an answer: an empty setting would be the default, which grants. */
function consentState(state: unknown): FoyerConsent {
  if (state === 'granted' || state === 'denied' || state === 'pending') return state;
  throw new WidgetError('bad-argument');
}

/** An id is a part of a path: nothing that could lead elsewhere. */
function conversation(id: unknown): string {
  if (typeof id === 'string' && /^[\w-]{1,40}$/.test(id)) return id;
  throw new WidgetError('bad-argument', 'conversationId is what get() or an event has told');
}

/** A refusal that stays silent when nobody looks: an unhandled one would be logged into the host page. */
function refusal(cause: unknown): Promise<never> {
  const refused = Promise.reject(cause instanceof Error ? cause : new Error(String(cause)));
  refused.catch(() => undefined);
  return refused;
}

/**
 * Makes what a page calls. Nothing it does throws: every refusal is a rejected promise, and goes to `report`.
 */
export function createGlobal(
  widget: FoyerCommands,
  version: string,
  report: (cause: unknown) => void,
): FoyerBrand {
  const table = commandTable(widget);

  function run(name: unknown, args: readonly unknown[]): unknown {
    try {
      const command = typeof name === 'string' ? table.get(name) : undefined;
      if (!command) throw new WidgetError('unknown-command');
      const result = command(args);
      if (result instanceof Promise) result.catch(report);
      return result;
    } catch (cause) {
      report(cause);
      // `on` answers with a function also when it refuses: what it answers is called, not awaited.
      if (name === 'on') return () => undefined;
      return refusal(cause);
    }
  }

  const call = (name: unknown, ...args: unknown[]): unknown => run(name, args);
  const methods = [...table.keys()].map((name) => [name, (...args: unknown[]) => run(name, args)] as const);
  return Object.assign(call, Object.fromEntries(methods), { version }) as unknown as FoyerBrand;
}

/**
 * Runs what was called before the file was loaded, in order, and settles the promises the snippet handed out.
 * Entries are `[arguments, fulfil, reject]`, or bare arguments from a hand-written snippet.
 */
export function replayQueue(queue: unknown, foyer: FoyerBrand): void {
  if (!Array.isArray(queue)) return;
  for (const entry of queue as readonly unknown[]) {
    const [args, fulfil, reject] = readQueued(entry);
    const [name, ...rest] = Array.from(args);
    const result: unknown = (foyer as unknown as (...all: unknown[]) => unknown)(name, ...rest);
    Promise.resolve(result)
      .then(fulfil, reject)
      .catch(() => undefined);
  }
}

function readQueued(entry: unknown): QueuedCall {
  const [first, fulfil, reject] = isList(entry) ? Array.from(entry) : [];
  if (!isList(first)) return [isList(entry) ? entry : []];
  return [first, asSettle(fulfil), asSettle(reject)];
}

function asSettle(value: unknown): ((result: unknown) => void) | undefined {
  return typeof value === 'function' ? (value as (result: unknown) => void) : undefined;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return typeof value === 'object' && value !== null && 'length' in value;
}
