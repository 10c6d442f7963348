import { lookLimits, plainLook } from '@foyer/shared-core/model';
import { parseColor } from './brand-colors.ts';
import { allFeatures, readFeatures } from './features.ts';
import type { Features } from './features.ts';
import type { FoyerConsent, FoyerProof, FoyerUser } from './public-api.ts';
import { LONGEST_NAME, operatorId, readAttributes, readProof, readTags, readUser } from './read-told.ts';
import { readShowOn } from './show-on.ts';
import type { ShowOn } from './show-on.ts';

export type Direction = 'ltr' | 'rtl';

/** The settings as they count, all validated; `FoyerSettings` says what each of them means. */
export interface Options {
  /** Empty while none was named: then there is no widget yet. */
  readonly brand: string;
  /** Where the script came from: sign-in is asked there and nowhere else, whatever the page's settings say. */
  readonly origin: string;
  /** Of the script tag: for a window of the chat's own. */
  readonly nonce: string;
  readonly autoStart: boolean;
  readonly color: string;
  readonly theme: 'light' | 'dark' | 'auto';
  readonly radius: number;
  readonly position: 'left' | 'right' | null;
  readonly offsetX: number;
  readonly offsetY: number;
  readonly mobileOffsetX: number | null;
  readonly mobileOffsetY: number | null;
  readonly zIndex: number;
  readonly locale: string | null;
  readonly dir: Direction | null;
  readonly messages: Readonly<Record<string, string>>;
  readonly label: string;
  readonly icon: 'chat' | 'question';
  readonly launcher: 'visible' | 'hidden';
  readonly launcherSelector: string | null;
  readonly container: string | null;
  readonly openOnLoad: boolean;
  readonly persistOpen: 'last' | 'closed';
  readonly storage: 'local' | 'session' | 'none';
  readonly consent: FoyerConsent;
  readonly contact: string | null;
  readonly showOn: ShowOn;
  readonly prefetch: boolean;
  readonly hideWhenOffline: boolean;
  readonly features: Features;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly identity: (FoyerUser & FoyerProof) | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly department: string;
  readonly operator: string;
  readonly prechat: Readonly<Record<string, string>>;
}

type Name = Exclude<keyof Options, 'origin' | 'nonce'>;

/** Longest user id, name or selector that is passed on. */
const LONGEST_WORD = 200;

/** The settings that are about one person: they go when that person does. */
export const nobody = {
  userId: null,
  userName: null,
  identity: null,
  attributes: {},
  tags: [],
  department: '',
  operator: '',
  prechat: {},
} satisfies Partial<Options>;

const defaults: Readonly<Omit<Options, 'origin' | 'nonce'>> = {
  brand: '',
  autoStart: true,
  color: '#2f5bea',
  ...plainLook,
  position: null,
  mobileOffsetX: null,
  mobileOffsetY: null,
  // Largest z-index less a little: above everything a page stacks, below what must stand above us.
  zIndex: 2_147_483_000,
  locale: null,
  dir: null,
  messages: {},
  launcher: 'visible',
  launcherSelector: null,
  container: null,
  openOnLoad: false,
  persistOpen: 'last',
  storage: 'local',
  consent: 'granted',
  contact: null,
  showOn: [],
  prefetch: false,
  hideWhenOffline: false,
  features: allFeatures,
  ...nobody,
};

const offset = pixels(lookLimits.offset);
const truth = (text: string): boolean | undefined =>
  text === 'true' ? true : text === 'false' ? false : undefined;

/** The settings that are more than one value. */
const structures = {
  messages: texts,
  showOn: readShowOn,
  features: readFeatures,
  identity: (given: unknown) => ({ ...readUser(given), ...readProof(given) }),
  attributes: (given: unknown) => (typeof given === 'object' ? readAttributes(given) : undefined),
  tags: (given: unknown) => readTags(typeof given === 'string' ? given.split(/\s*,\s*/) : given),
  prechat: texts,
} as const;

/** What each of the others is read with; undefined for what is not understood. */
const readers: {
  readonly [Key in Exclude<Name, keyof typeof structures>]: (text: string) => Options[Key] | undefined;
} = {
  brand: (text) => (/^[\w-]{1,64}$/.test(text) ? text : undefined),
  autoStart: truth,
  color: (text) => (parseColor(text) ? text : undefined),
  theme: among('light', 'dark', 'auto'),
  radius: pixels(lookLimits.radius),
  position: among('left', 'right'),
  offsetX: offset,
  offsetY: offset,
  mobileOffsetX: offset,
  mobileOffsetY: offset,
  zIndex: pixels(lookLimits.zIndex),
  locale: languageTag,
  dir: among('ltr', 'rtl'),
  label: (text) => text.slice(0, lookLimits.label),
  icon: among('chat', 'question'),
  launcher: among('visible', 'hidden'),
  launcherSelector: shortText,
  container: shortText,
  openOnLoad: truth,
  persistOpen: among('last', 'closed'),
  storage: among('local', 'session', 'none'),
  consent: among('granted', 'denied', 'pending'),
  contact: contactLink,
  prefetch: truth,
  hideWhenOffline: truth,
  userId: shortText,
  userName: shortText,
  operator: operatorId,
  department: (text) => (text.length <= LONGEST_NAME ? text : undefined),
};

/** The settings before a page has said anything. */
export function defaultOptions(origin: string, nonce = ''): Options {
  return { ...defaults, origin, nonce };
}

/**
 * Reads settings, from a script tag's attributes or an object of the page, over those that counted before. Nothing in
 * them is trusted: each is one of the listed values, or it is refused and changes nothing; what is empty or null is the
 * default again, and what is undefined was not said. None can change where the chat connects to.
 */
export function readSettings(
  before: Options,
  given: unknown,
  isTag = false,
): { readonly options: Options; readonly refused: readonly string[] } {
  const refused: string[] = [];
  const options: Record<string, unknown> = { ...before };
  const source = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  for (const name of Object.keys(source) as Name[]) {
    if (!Object.hasOwn(defaults, name)) {
      // A tag may have other attributes.
      if (!isTag && !Object.hasOwn(before, name)) refused.push(name);
      continue;
    }
    const value = read(name, source, before);
    if (value === undefined) refused.push(name);
    else options[name] = value;
  }
  return { options: options as unknown as Options, refused };
}

function read(name: Name, source: Record<string, unknown>, before: Options): unknown {
  try {
    const raw = source[name];
    if (raw === undefined) return before[name];
    if (raw === null || raw === '') return defaults[name];
    if (isStructure(name)) return structures[name](raw);
    const isPlain = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
    return isPlain ? readers[name](String(raw).trim()) : undefined;
  } catch {
    // A getter of the page's.
    return undefined;
  }
}

function isStructure(name: Name): name is keyof typeof structures {
  return name in structures;
}

function among<const Value extends string>(...values: Value[]): (text: string) => Value | undefined {
  return (text) => values.find((value) => value === text);
}

function pixels(most: number): (text: string) => number | undefined {
  return (text) => (/^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : undefined);
}

function shortText(text: string): string | undefined {
  return text !== '' && text.length <= LONGEST_WORD ? text : undefined;
}

/** A web page, a telephone number or a mail address; nothing else becomes a link. */
function contactLink(text: string): string | undefined {
  if (/^(https:\/\/|mailto:|tel:)\S{3,500}$/i.test(text)) return text;
  return /^[^\s@:/?]+@[^\s@:/?]+$/.test(text) ? `mailto:${text}` : undefined;
}

/** The page's own wording; which of the names exist, the chat's half knows. */
function texts(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const known = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 1000,
  );
  return Object.fromEntries(known.slice(0, 200));
}

/** A tag that `Intl` takes: it throws for others, and would do so at the first date shown. */
function languageTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
