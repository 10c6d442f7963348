import type { Moderator } from '@foyer/shared-core/model';

type Reach = Pick<Moderator, 'everyBrand' | 'brands'>;

/** Whether an admin may see and change an account of this reach: nobody hands out more than they have. */
export function mayManage(admin: Reach, account: Reach): boolean {
  if (admin.everyBrand) return true;
  return !account.everyBrand && account.brands.every((brand) => admin.brands.includes(brand));
}
