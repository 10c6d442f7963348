import type { Calls, ModeratorAccount } from '@foyer/shared-core/model';

/** An account as the form holds it. */
export interface AccountDraft {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: ModeratorAccount['role'];
  readonly everyBrand: boolean;
  readonly brands: readonly string[];
  readonly active: boolean;
}

/** What the form begins with: the account to change, or an empty one. */
export function draftOf(account: ModeratorAccount | null): AccountDraft {
  return {
    name: account?.name ?? '',
    email: account?.email ?? '',
    password: '',
    role: account?.role ?? 'operator',
    everyBrand: account?.everyBrand ?? false,
    brands: account?.brands ?? [],
    active: account?.active ?? true,
  };
}

/** The call that saves a draft; an empty password keeps the present one. */
export function saveRequest(
  draft: AccountDraft,
  account: ModeratorAccount | null,
): Calls['saveModerator']['request'] {
  return {
    name: draft.name.trim(),
    email: draft.email.trim(),
    role: draft.role,
    active: draft.active,
    everyBrand: draft.everyBrand,
    brands: draft.everyBrand ? [] : draft.brands,
    ...(account === null ? {} : { id: account.id }),
    ...(draft.password === '' ? {} : { password: draft.password }),
  };
}
