import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalFirebaseError } from './local-firebase-error.ts';

/** Which requests a hosting rule takes: a glob, or a regular expression (RE2 in production). */
export interface HostingSource {
  readonly source?: string;
  readonly regex?: string;
}

export interface HostingRewrite extends HostingSource {
  /** A file of the public folder. */
  readonly destination?: string;
  /** A function, by name or with its region. */
  readonly function?: string | { readonly functionId: string; readonly region?: string };
}

interface HostingRedirect extends HostingSource {
  readonly destination: string;
  /** 301 by default. */
  readonly type?: number;
}

interface HostingHeaders extends HostingSource {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

/** The `hosting` part of firebase.json, as far as it is understood here. */
export interface HostingConfig {
  readonly public: string;
  readonly ignore?: readonly string[];
  readonly rewrites?: readonly HostingRewrite[];
  readonly redirects?: readonly HostingRedirect[];
  readonly headers?: readonly HostingHeaders[];
  readonly cleanUrls?: boolean;
  readonly trailingSlash?: boolean;
}

interface DatabaseConfig {
  readonly rules: string;
  /** The database this is for; all others without it. */
  readonly instance?: string;
}

interface FunctionsConfig {
  readonly source: string;
}

/** firebase.json, as far as it is understood here. Paths are relative to its folder. */
export interface FirebaseJson {
  readonly database?: DatabaseConfig | readonly DatabaseConfig[];
  readonly storage?: { readonly rules: string };
  readonly functions?: FunctionsConfig | readonly FunctionsConfig[];
  readonly hosting?: HostingConfig | readonly HostingConfig[];
}

/** Reads firebase.json in `root`. Throws 'bad-config' when it is missing or not JSON. */
export function readFirebaseJson(root: string): FirebaseJson {
  const path = join(root, 'firebase.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as FirebaseJson;
  } catch (cause) {
    throw new LocalFirebaseError('bad-config', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** The text of a file that firebase.json names. Throws 'bad-config' when it cannot be read. */
export function readNamedFile(root: string, name: string): string {
  try {
    return readFileSync(join(root, name), 'utf8');
  } catch (cause) {
    throw new LocalFirebaseError(
      'bad-config',
      `${name}, named in firebase.json, cannot be read: ${messageOf(cause)}`,
      {
        cause,
      },
    );
  }
}

/** The one entry of a part that may be a list; several are refused, as there is one site and one bundle here. */
export function onlyEntry<Entry extends object>(
  part: string,
  entries: Entry | readonly Entry[] | undefined,
): Entry | undefined {
  if (entries === undefined || !isList(entries)) return entries;
  if (entries.length > 1)
    throw new LocalFirebaseError('bad-config', `Several entries of "${part}" are not supported.`);
  return entries[0];
}

/** A part that may be a list, as a list. */
export function everyEntry<Entry extends object>(
  entries: Entry | readonly Entry[] | undefined,
): readonly Entry[] {
  if (entries === undefined) return [];
  return isList(entries) ? entries : [entries];
}

function isList<Entry extends object>(entries: Entry | readonly Entry[]): entries is readonly Entry[] {
  return Array.isArray(entries);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
