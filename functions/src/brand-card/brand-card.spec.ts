import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-brand-card-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}` });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

function ask(query: string, init?: RequestInit): Promise<Response> {
  return fetch(`${stack.urlOf('brandCard')}${query}`, init);
}

const day = [{ from: '00:00', to: '24:00' }];
const week = { sun: day, mon: day, tue: day, wed: day, thu: day, fri: day, sat: day };
const always = JSON.stringify({ zone: 'Europe/Berlin', week, holidays: [] });
const never = JSON.stringify({ zone: 'Europe/Berlin', week: {}, holidays: [] });

describe('a brand’s card', () => {
  it('tells any page whether somebody answers, and may be kept for a minute', async () => {
    const response = await ask('?brand=acme', { headers: { origin: 'https://shop.example' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=60, s-maxage=60');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toMatchObject({ status: 'online' });
  });

  it('goes by hours and kill switch', async () => {
    await stack.store({ 'brands/globex/profile/hours': never });
    expect(await (await ask('?brand=globex')).json()).toMatchObject({ status: 'offline' });
    await stack.store({ 'brands/globex/profile/hours': null, 'brands/globex/profile/live': false });
    expect(await (await ask('?brand=globex')).json()).toMatchObject({ status: 'offline' });
    await stack.store({ 'brands/globex/profile/live': true });
  });

  it('carries what the brand says first', async () => {
    const said = { text: 'Need help?', after: 5, url: '/shop', once: 'visitor' };
    expect(await (await ask('?brand=globex')).json()).toMatchObject({ triggers: [] });
    await stack.store({ 'brands/globex/profile/triggers': JSON.stringify([said, { text: 7 }]) });
    expect(await (await ask('?brand=globex')).json()).toMatchObject({ triggers: [said] });
    await stack.store({ 'brands/globex/profile/triggers': null });
  });

  it('goes by who is at the desk', async () => {
    await stack.store({ 'brands/globex/profile/staffed': { on: false, at: Date.now() - 3_600_000 } });
    expect(await (await ask('?brand=globex')).json()).toMatchObject({ status: 'offline' });
    await stack.store({ 'brands/globex/profile/hours': always });
    expect(await (await ask('?brand=globex')).json()).toMatchObject({ status: 'away' });
    await stack.store({ 'brands/globex/profile/staffed/on': true });
    expect(await (await ask('?brand=globex')).json()).toMatchObject({ status: 'online' });
    await stack.store({ 'brands/globex/profile/hours': null });
  });

  it.each(['', '?brand=nobody', '?brand=acme&x=1', '?brand=acme&brand=globex', '?brand[a]=b', '?brand=a/b'])(
    'is nothing at %j',
    async (query) => {
      const response = await ask(query);
      expect(response.status).toBe(404);
      expect(await response.text()).toBe('{}');
    },
  );

  it('is read and nothing else', async () => {
    expect((await ask('?brand=acme', { method: 'POST' })).status).toBe(404);
  });
});
