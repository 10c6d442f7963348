import { createGlobal, replayQueue } from './commands.ts';
import { canMount } from './mount.ts';
import { parseOptions } from './options.ts';
import type { FoyerCommands, FoyerGlobal } from './public-api.ts';
import { createWidget } from './widget.ts';
import { WidgetError } from './widget-error.ts';
import { version } from './version.ts';

/** The global, once loaded; before that whatever queue the snippet put there. */
interface Page {
  Foyer?: (Partial<FoyerGlobal> & { readonly q?: unknown }) | undefined;
}

/**
 * Puts the widget on a page: reads the script tag, shows the launcher, makes the global and runs what was called
 * before. A second script tag finds the first one's global and does nothing. Never throws.
 */
export function install(window: Window & typeof globalThis): void {
  const page = window as typeof window & Page;
  const before = page.Foyer;
  if (before?.version !== undefined) return;

  const script = window.document.currentScript;
  const data = script instanceof window.HTMLElement ? script.dataset : {};
  const { options, refused } = parseOptions(data, originOf(script, window.location.origin));

  const widget =
    options && canMount(window)
      ? createWidget(window, options, () => {
          if (page.Foyer === foyer) delete page.Foyer;
        })
      : null;
  const commands = widget ?? unavailable(options ? 'not-supported' : 'no-brand');
  const foyer = createGlobal(commands, version, (cause) => {
    widget?.emit('error', describe(cause));
  });
  page.Foyer = foyer;
  replayQueue(before?.q, foyer);
  for (const name of refused) {
    widget?.emit('error', { code: 'bad-argument', message: `Foyer: the setting ${name} was not understood` });
  }
}

function originOf(script: HTMLOrSVGScriptElement | null, fallback: string): string {
  const address = script && 'src' in script && typeof script.src === 'string' ? script.src : '';
  return URL.canParse(address) ? new URL(address).origin : fallback;
}

function describe(cause: unknown): { code: string; message: string } {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') {
    return { code: cause.code, message: cause.message };
  }
  return { code: 'failed', message: 'Foyer: something went wrong' };
}

/** What answers where there is nothing to show: every command is refused with the reason. */
function unavailable(code: 'no-brand' | 'not-supported'): FoyerCommands {
  const refuse = (): Promise<never> => Promise.reject(new WidgetError(code));
  return {
    open: refuse,
    close: refuse,
    toggle: refuse,
    identify: refuse,
    logout: refuse,
    shutdown: refuse,
    destroy: () => Promise.resolve(),
    on: () => () => undefined,
  };
}
