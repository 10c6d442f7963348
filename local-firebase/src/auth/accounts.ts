import type { Account } from './account.ts';

/** All users of the project, found by uid, e-mail or phone number. */
export class Accounts {
  readonly #byUid = new Map<string, Account>();
  readonly #uidByEmail = new Map<string, string>();
  readonly #uidByPhone = new Map<string, string>();
  readonly #changed: () => void;

  /** `changed` is called after every change. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  byUid(uid: string): Account | undefined {
    return this.#byUid.get(uid);
  }

  /** Upper and lower case are the same. */
  byEmail(email: string): Account | undefined {
    return this.#find(this.#uidByEmail.get(email.toLowerCase()));
  }

  byPhoneNumber(phoneNumber: string): Account | undefined {
    return this.#find(this.#uidByPhone.get(phoneNumber));
  }

  /** Every account in the order of uids, which is the order of `accounts:batchGet`. */
  all(): Account[] {
    return [...this.#byUid.values()].sort((a, b) => (a.uid < b.uid ? -1 : 1));
  }

  /** Adds an account or replaces the one of the same uid. */
  put(account: Account): void {
    this.#unindex(this.#byUid.get(account.uid));
    this.#byUid.set(account.uid, account);
    if (account.email !== undefined) this.#uidByEmail.set(account.email, account.uid);
    if (account.phoneNumber !== undefined) this.#uidByPhone.set(account.phoneNumber, account.uid);
    this.#changed();
  }

  /** Removes an account; whether there was one. */
  remove(uid: string): boolean {
    const account = this.#byUid.get(uid);
    if (account === undefined) return false;
    this.#unindex(account);
    this.#byUid.delete(uid);
    this.#changed();
    return true;
  }

  clear(): void {
    this.#byUid.clear();
    this.#uidByEmail.clear();
    this.#uidByPhone.clear();
    this.#changed();
  }

  #find(uid: string | undefined): Account | undefined {
    return uid === undefined ? undefined : this.#byUid.get(uid);
  }

  #unindex(account: Account | undefined): void {
    if (account?.email !== undefined) this.#uidByEmail.delete(account.email);
    if (account?.phoneNumber !== undefined) this.#uidByPhone.delete(account.phoneNumber);
  }
}
