import { asSignedIn } from '@foyer/shared-core/model';
import type { Api } from './api.ts';

export const demoPassword = 'foyer-demo';

/** The brands of the demo. */
export const demoBrands = {
  acme: {
    name: 'Acme Outdoor',
    color: '#1f6f5c',
    welcome: 'Hi there 👋 Ask us anything about tents, packs and your order.',
    live: true,
  },
  globex: {
    name: 'Globex',
    color: '#4a5596',
    welcome: 'Welcome to Globex. How can we help?',
    live: true,
  },
} as const;

/** The people of the demo's back office. */
export const demoOperators = [
  { email: 'operator1@demo.test', name: 'Nora Berg', brands: ['acme'] },
  { email: 'operator2@demo.test', name: 'Sam Okafor', brands: ['acme', 'globex'] },
  { email: 'operator3@demo.test', name: 'Lucía Prieto', brands: ['globex'] },
] as const;

export const demoAdmin = { email: 'admin@demo.test', name: 'Ada Admin' } as const;

/** Brands and the first admin come from the administrator's hand, everybody else from the admin's own desk. */
export async function seedPeople(
  api: Api,
  shop: { readonly url: string; readonly secret: string },
): Promise<void> {
  const adminId = await api.createAccount(demoAdmin.email, demoPassword, demoAdmin.name);
  await api.update(
    {
      ...Object.fromEntries(
        Object.entries(demoBrands).map(([brand, profile]) => [`brands/${brand}/profile`, profile]),
      ),
      [`moderators/${adminId}`]: { name: demoAdmin.name, level: 3, active: true, everyBrand: true },
      'server/sources/acme': shop,
    },
    'owner',
  );
  const { id, token } = asSignedIn(
    await api.call('loginInternal', { email: demoAdmin.email, password: demoPassword }),
  );
  const admin = await api.exchange(id, token);
  for (const operator of demoOperators) {
    await api.call(
      'saveModerator',
      { ...operator, role: 'operator', active: true, everyBrand: false, password: demoPassword },
      admin.idToken,
    );
  }
}
