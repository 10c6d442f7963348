// Brands and operators of the pictures, and what operators do in them: by the requests that the desk makes.
import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { demoAdmin, demoPassword } from '../../demo/dist/index.js';
import {
  asSignedIn,
  closeRoomUpdate,
  newId,
  sendUpdate,
  takeRoomUpdate,
  typingUpdate,
} from '../../shared-core/dist/model/index.js';

const DAY = 24 * 60 * 60_000;
const FAR = 3650 * DAY;

/** Hours in which nobody answers before the day after tomorrow. */
function closedHours() {
  const day = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][(new Date().getUTCDay() + 2) % 7];
  return { zone: 'UTC', week: { [day]: [{ from: '09:00', to: '17:00' }] }, holidays: [] };
}

/** The brands of one look: each state that is a matter of the brand has one of its own. */
export async function createBrands(api, { name, texts }) {
  const profile = { name: texts.shop, color: '#1f6f5c', welcome: texts.welcome, live: true };
  const brands = {
    open: profile,
    form: { ...profile, forms: JSON.stringify({ preChat: texts.form }) },
    away: { ...profile, hours: JSON.stringify(closedHours()) },
    shut: { ...profile, live: false },
  };
  const entries = Object.entries(brands).map(([kind, value]) => [`brands/${name}-${kind}/profile`, value]);
  await api.update({ ...Object.fromEntries(entries), [`server/queue-pace/${name}-open`]: 61_000 }, 'owner');
}

async function signIn(api, email) {
  const { id, token } = asSignedIn(await api.call('loginInternal', { email, password: demoPassword }));
  return { id, idToken: (await api.exchange(id, token)).idToken };
}

/** An operator of all brands with a face, who answers in the visitor's room. */
export async function hireOperator(api, { name: look, texts: { operator: name } }, avatar) {
  const email = `${look}@demo.test`;
  const admin = await signIn(api, demoAdmin.email);
  const rights = { role: 'operator', active: true, everyBrand: true, brands: [] };
  await api.call('saveModerator', { email, name, password: demoPassword, ...rights }, admin.idToken);
  const { id, idToken } = await signIn(api, email);
  // Somebody is at the desk for as long as the pictures take.
  const lease = { at: Date.now() + DAY };
  await api.update({ [`moderators/${id}/avatar`]: avatar, [`desk-presence/${id}/shots`]: lease }, 'owner');
  const sender = { id, role: 'operator', name };
  const key = () => newId(randomBytes);
  // Nobody may write faster than a person would: what comes too soon is said again.
  const act = (update) => expect(() => api.update(update(), idToken)).toPass({ timeout: 10_000 });

  return {
    take: (to) => act(() => takeRoomUpdate(to, key(), { id, name, avatar }, 'operator')),
    say: (to, text) => act(() => sendUpdate(to, key(), sender, { kind: 'text', text })),
    type: (to, on) => act(() => typingUpdate(to, id, on)),
    end: (to) => act(() => closeRoomUpdate(to, key(), sender)),
    ban: ({ brand, visitor }) =>
      api.update({ [`bans/${brand}/${visitor}`]: { until: Date.now() + FAR, at: Date.now() } }, 'owner'),
  };
}
