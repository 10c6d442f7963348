import type { Strings } from '../strings/en';
import type { IconName } from '../ui/icon-paths';

export interface NavigationEntry {
  readonly page: keyof Pick<
    Strings['nav'],
    'inbox' | 'team' | 'search' | 'reports' | 'operators' | 'brands' | 'audit'
  >;
  readonly icon: IconName;
}

const everybody: readonly NavigationEntry[] = [
  { page: 'inbox', icon: 'inbox' },
  { page: 'team', icon: 'team' },
  { page: 'search', icon: 'search' },
  { page: 'reports', icon: 'reports' },
];

const admins: readonly NavigationEntry[] = [
  { page: 'operators', icon: 'operators' },
  { page: 'brands', icon: 'brands' },
  { page: 'audit', icon: 'shield' },
];

/** The pages a role works with. What is not listed is also refused by the rules; this only spares the sight of it. */
export function navigationFor(role: 'operator' | 'admin'): readonly NavigationEntry[] {
  return role === 'admin' ? [...everybody, ...admins] : everybody;
}
