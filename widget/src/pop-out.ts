import type { ToldUser } from './chat-contract.ts';
import { nobody } from './options.ts';
import type { Options } from './options.ts';
import { WidgetError } from './widget-error.ts';

type Child = Window & typeof globalThis & { Foyer?: unknown; FoyerSettings?: unknown };

/** The page's own policy for script addresses, in browsers that have Trusted Types. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/**
 * Opens the chat in a window of its own. The window is of the page's origin and has its content security policy, so it
 * finds the visitor's session where this page has put it: no secret goes anywhere. Throws where that cannot be.
 */
export function popOut(page: Window, options: Options, user: ToldUser): void {
  const child = page.open('', `foyer-${options.brand}`, 'popup,width=420,height=680') as Child | null;
  if (!child) throw new WidgetError('not-supported', 'the browser opens no window');
  // It may stand there already.
  if (child.Foyer === undefined) {
    try {
      fill(page, child, options, user);
    } catch {
      child.close();
      throw new WidgetError('not-supported', 'allow foyer in trusted-types');
    }
  }
  child.focus();
}

function fill(page: Window, child: Child, options: Options, user: ToldUser): void {
  const { document, trustedTypes } = child as Child & { trustedTypes?: TrustedTypes };
  const address = `${options.origin}/foyer.js`;
  const script = document.createElement('script');
  script.nonce = options.nonce;
  script.src =
    trustedTypes?.createPolicy('foyer', { createScriptURL: (url) => url }).createScriptURL(address) ??
    address;
  // Who the visitor is by now; what was said of the conversation has gone with it.
  const { attributes } = user;
  const { prechat } = options;
  child.FoyerSettings = { ...options, ...nobody, prechat, identity: user, attributes, container: 'body' };
  // Without one the browser's language would count, where the page's does.
  document.documentElement.lang = page.document.documentElement.lang;
  document.title = options.label || options.brand;
  document.body.style.cssText = 'margin:0;height:100vh';
  document.body.append(script);
}
