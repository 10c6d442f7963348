import type { FoyerBrand, FoyerGlobal, FoyerSettings } from '../public-api.ts';

/** Where the widget's file is, whose it is, and how it is to be. */
export interface FoyerSource {
  /** Address of `foyer.js`: your project's Hosting. */
  readonly src: string;
  readonly settings: FoyerSettings & { readonly brand: string };
  /** Of your content security policy, where scripts need one. */
  readonly nonce?: string;
  /** `sha384-…` of the file, where you pin one version. */
  readonly integrity?: string;
}

/** The page's own policy for script addresses, in browsers that have Trusted Types. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

let loading: Promise<void> | undefined;

/**
 * Loads the widget once, however often it is asked for, and puts the brand's widget on the page. May be called again
 * with other settings: they are changed live. Rejects when the file cannot be had.
 */
export async function loadFoyer({ src, settings, nonce, integrity }: FoyerSource): Promise<FoyerBrand> {
  const page = window as { Foyer?: FoyerGlobal };
  if (page.Foyer?.version === undefined) {
    loading ??= loadScript(src, settings.brand, { nonce, integrity }).finally(() => (loading = undefined));
    await loading;
  }
  const { Foyer } = page;
  if (!Foyer) throw new Error('Foyer was loaded and is gone again');
  const own = (await Foyer.get('brand')) === settings.brand ? Foyer : Foyer.brand(settings.brand);
  await own.boot(settings);
  return own;
}

function loadScript(
  src: string,
  brand: string,
  { nonce, integrity }: { readonly nonce: string | undefined; readonly integrity: string | undefined },
): Promise<void> {
  const script = document.createElement('script');
  script.async = true;
  script.dataset['brand'] = brand;
  script.dataset['autoStart'] = 'false';
  if (nonce !== undefined) script.nonce = nonce;
  if (integrity !== undefined) {
    script.crossOrigin = 'anonymous';
    script.integrity = integrity;
  }
  script.src = trusted(src);
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`Foyer could not be loaded from ${src}`)));
    document.head.append(script);
  });
}

/** Under `require-trusted-types-for`, an address is only taken from a policy; allow `foyer` in `trusted-types`. */
function trusted(src: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy('foyer', { createScriptURL: (url) => url }).createScriptURL(src) ?? src;
}
