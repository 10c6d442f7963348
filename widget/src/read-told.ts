import type { FoyerProof, FoyerUser } from './public-api.ts';
import { WidgetError } from './widget-error.ts';

/*
 * Reads what a website's script says of its visitor. Copies by allow-list: getters, prototypes and other belongings of
 * the page's objects go nowhere. Each throws 'bad-argument'.
 */

/** Longest id or name that is passed on. */
const LONGEST_WORD = 200;
export const LONGEST_TOKEN = 4096;
/** Longest id of a department. */
export const LONGEST_NAME = 80;
export const LONGEST_TAG = 40;
export const MOST_ATTRIBUTES = 20;
const MOST_TAGS = 10;

/** Who the visitor is to the page. */
export function readUser(value: unknown): FoyerUser {
  if (typeof value !== 'object' || value === null)
    throw new WidgetError('bad-argument', 'a user is an object');
  const { userId, userName } = fields(value);
  const id = typeof userId === 'number' && Number.isFinite(userId) ? String(userId) : userId;
  return {
    // What is there and empty says that nobody is signed in, which is not the same as saying nothing.
    ...(id === undefined ? {} : { userId: id === null || id === '' ? '' : word('userId', id) }),
    ...(userName === undefined || userName === null || userName === ''
      ? {}
      : { userName: word('userName', userName) }),
  };
}

/** One tag, or a list of them. */
export function readTags(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value.slice(0, MOST_TAGS) : [value]).map((tag) =>
    word('tag', tag, LONGEST_TAG),
  );
}

/** Values by their names, as texts. */
export function readAttributes(value: unknown, most = MOST_ATTRIBUTES): Readonly<Record<string, string>> {
  const entries = Object.entries(fields(value)).slice(0, most);
  return Object.fromEntries(
    entries.map(([name, given]) => {
      if (!/^[a-z][\w-]{0,39}$/i.test(name))
        throw new WidgetError('bad-argument', 'an attribute has another name');
      return [
        name,
        word(name, typeof given === 'number' || typeof given === 'boolean' ? String(given) : given),
      ];
    }),
  );
}

/** How the website proves who its visitor is. */
export function readProof(value: unknown): FoyerProof {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') throw new WidgetError('bad-argument', 'a proof is an object');
  const { getToken, token, hash } = fields(value);
  if (getToken !== undefined && typeof getToken !== 'function')
    throw new WidgetError('bad-argument', 'getToken is a function');
  return {
    ...(getToken === undefined ? {} : { getToken: getToken as NonNullable<FoyerProof['getToken']> }),
    ...(token === undefined ? {} : { token: word('token', token, LONGEST_TOKEN) }),
    ...(hash === undefined ? {} : { hash: word('hash', hash) }),
  };
}

/** What belongs to an object; nothing where there is none. */
export function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A text that has something in it, and not too much. */
export function word(name: string, value: unknown, longest = LONGEST_WORD): string {
  if (typeof value === 'string' && value !== '' && value.length <= longest) return value;
  throw new WidgetError('bad-argument', `${name} is a text of 1 to ${longest} characters`);
}

/** A moderator's id: the rules take no other. */
export function operatorId(id: unknown): string {
  const known = word('operator', id, LONGEST_NAME);
  if (/^[\w-]+$/.test(known)) return known;
  throw new WidgetError('bad-argument', 'an operator is named by an id of the desk');
}
