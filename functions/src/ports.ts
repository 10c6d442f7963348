import type { UserRecord } from 'firebase-admin/auth';
import type { Archive } from './archive/archive.ts';

/** One child of a list with its key. */
export type Child = readonly [key: string, value: unknown];

/** The Realtime Database as the administrator sees it: rules do not apply. Throws 'failed' when it does not answer. */
export interface LiveDatabase {
  read(path: string): Promise<unknown>;
  /** One multi-path update: full paths from the root, all written or none. */
  update(values: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * Changes one small node against what is there; `change` may run several times, and undefined leaves all as it is.
   * Resolves with what the node is afterwards, and whether it was changed.
   */
  change(
    path: string,
    change: (current: unknown) => unknown,
  ): Promise<{ readonly changed: boolean; readonly value: unknown }>;
  /** Children in the order of a child's value, from `from` on (inclusive), at most `limit`. */
  list(path: string, order: ListOrder): Promise<readonly Child[]>;
  /** The last children by key, from the end, at most `limit`; before a key where one is given. */
  newest(
    path: string,
    range: { readonly before?: string; readonly limit: number },
  ): Promise<readonly Child[]>;
}

export interface ListOrder {
  /** Child whose value is the order, `.value` for the children's own values; the key itself when absent. */
  readonly by?: string;
  /** Where to begin: a value and, among equal ones, a key. */
  readonly from?: { readonly value: number | string; readonly key?: string };
  readonly limit: number;
}

/** The accounts of moderators, and the tokens that Foyer mints. */
export interface Accounts {
  mintToken(uid: string, claims: object): Promise<string>;
  /** Throws 'bad-input' with the field when the address is taken or the password too weak. */
  create(account: { email: string; password: string; name: string }): Promise<string>;
  change(uid: string, account: AccountChange): Promise<void>;
  /** E-mail addresses by uid; those without an account are absent. */
  emails(uids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The account of an e-mail address, whose capitals do not matter; null when there is none. */
  byEmail(email: string): Promise<{ readonly uid: string; readonly email: string } | null>;
  remove(uid: string): Promise<void>;
  /** The whole records of those that exist. */
  records(uids: readonly string[]): Promise<readonly UserRecord[]>;
  /** Makes accounts that hold nothing but their uid. */
  createBare(uids: readonly string[]): Promise<void>;
  /** Takes name, picture and claims off an account and enables it. */
  clean(uid: string): Promise<void>;
}

interface AccountChange {
  readonly email?: string;
  readonly password?: string;
  readonly name?: string;
  readonly disabled?: boolean;
}

/** One object in Storage. */
export interface StoredFile {
  readonly path: string;
  readonly createdAt: number;
}

/** The bytes of attachments. */
export interface Files {
  /** A link that opens one object until `expiresAt` (milliseconds) and nothing else. */
  signedLink(
    path: string,
    link: { readonly expiresAt: number; readonly type: string; readonly disposition: string },
  ): Promise<string>;
  /** Removes the permanent download token that an upload gets by itself. A missing object is no error. */
  dropDownloadToken(path: string): Promise<void>;
  /** All bytes of an object; null when there is none. */
  read(path: string): Promise<Uint8Array | null>;
  /** Puts other bytes in an object's place, without a download token. */
  replace(path: string, type: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** A page of what lies below a prefix; `after` is the `next` of the page before. */
  list(
    prefix: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<{ readonly files: readonly StoredFile[]; readonly next: string | undefined }>;
  /** Removes everything below a folder. */
  removeAll(folder: string): Promise<void>;
}

/** Looks for what does harm. */
export interface Scanner {
  /** Throws 'failed' when it cannot tell. */
  isInfected(bytes: Uint8Array): Promise<boolean>;
}

/** The outside world. What a function does not use is not loaded. */
export interface Ports {
  database(): Promise<LiveDatabase>;
  accounts(): Promise<Accounts>;
  files(): Promise<Files>;
  /** Null where none is set up. */
  scanner(): Promise<Scanner | null>;
  archive(): Promise<Archive>;
  /** The archive, as who may remove from it. */
  eraser(): Promise<Archive>;
  now(): number;
}
