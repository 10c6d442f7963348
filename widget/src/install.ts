import { createLooks } from './brand-look.ts';
import { createGlobal, replayQueue } from './commands.ts';
import { defaultOptions, readSettings } from './options.ts';
import type { Options } from './options.ts';
import type { FoyerBrand, FoyerGlobal } from './public-api.ts';
import { createWidget } from './widget.ts';
import { version } from './version.ts';

/** The global, once loaded; before that whatever queue the snippet put there. */
interface Page {
  Foyer?: Partial<Registry> & { readonly q?: unknown };
  readonly FoyerSettings?: unknown;
}

interface Known {
  readonly name: () => string;
  readonly foyer: FoyerBrand;
  readonly stay: () => void;
}

/** The global with what a second script tag of another brand needs to join it. */
interface Registry extends FoyerGlobal {
  readonly brands: Known[];
}

/**
 * Puts the widget on a page: reads the script tag, shows the launcher, makes the global and runs what was called
 * before. A second tag of the same brand does nothing, one of another brand joins the first one's global. Never throws.
 */
export function install(window: Window & typeof globalThis): void {
  const page = window as unknown as Page;
  const before = page.Foyer;
  const script = window.document.currentScript;
  const data = script instanceof window.HTMLElement ? script.dataset : {};
  const start = defaultOptions(originOf(script, window.location.origin), script?.nonce);
  const joined = Array.isArray(before?.brands) ? before.brands : null;
  const brands = joined ?? [];

  /** A brand's widget, which begins when it is told to. */
  function add(options: Options, refused: readonly string[] = [], said?: unknown): FoyerBrand {
    const looks = createLooks();
    looks.said(said, refused);
    const widget = createWidget(window, options, looks, () => {
      brands.splice(brands.indexOf(known), 1);
      if (brands.length === 0 && page.Foyer?.brands === brands) delete page.Foyer;
    });
    const report = (cause: unknown): void => {
      widget.emit('error', describe(cause));
    };
    const known = { name: widget.brand, foyer: createGlobal(widget, version, report), stay: widget.stay };
    brands.push(known);
    if (!joined && brands.length === 1) claim(known.foyer);
    widget.tellRefused(refused);
    if (options.autoStart && options.brand !== '') void known.foyer.boot();
    return known.foyer;
  }

  /** The first widget is what the page calls by the plain name; what it has called so far waits in a queue. */
  function claim(foyer: FoyerBrand): void {
    page.Foyer = Object.assign(foyer, {
      brands,
      brand(name: unknown) {
        const { options } = readSettings(start, { brand: name });
        return find(options.brand)?.foyer ?? add({ ...options, autoStart: false });
      },
    });
    replayQueue(before?.q, foyer);
  }

  function find(brand: string): Known | undefined {
    return brands.find(({ name }) => name() === brand);
  }

  const byTag = readSettings(start, data, true);
  const said = joined ? null : page.FoyerSettings;
  const byPage = readSettings(byTag.options, said);
  const present = find(byPage.options.brand);
  if (present) present.stay();
  else add(byPage.options, [...byTag.refused, ...byPage.refused], said);
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
