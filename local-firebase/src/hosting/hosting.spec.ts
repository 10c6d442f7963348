import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'node:http';
import { FIXTURE_FUNCTIONS, TestStack } from '../test-stack.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await TestStack.start({ functions: { source: FIXTURE_FUNCTIONS } });
});
afterAll(() => stack.close());

async function get(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(stack.firebase.urls.hosting + path, { redirect: 'manual', ...init });
}

/** Sends a path as it is: fetch would tidy it. */
async function rawStatus(path: string): Promise<number> {
  const { port } = new URL(stack.firebase.urls.hosting);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('files', () => {
  it('HO1 are served with type, length and entity tag', async () => {
    const response = await get('/app.js');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(Number(response.headers.get('content-length'))).toBe((await response.text()).length);
    const again = await get('/app.js', { headers: { 'if-none-match': response.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });

  it('HO1 answer HEAD without a body and refuse other methods', async () => {
    const head = await get('/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await get('/', { method: 'POST' })).status).toBe(405);
  });

  it('HO1 are never those outside of the folder or ignored', async () => {
    for (const path of [
      '/../firebase.json',
      '/..%2ffirebase.json',
      '/%2e%2e/firebase.json',
      '/secret.txt',
      '/%00',
    ]) {
      expect(await rawStatus(path)).toBe(404);
    }
    expect(await rawStatus('/%')).toBe(400);
  });

  it('HO2 have clean addresses without .html and without a slash at the end', async () => {
    expect(await (await get('/guide/start')).text()).toContain('Start');
    const withEnding = await get('/guide/start.html?x=1');
    expect([withEnding.status, withEnding.headers.get('location')]).toEqual([301, '/guide/start?x=1']);
    expect((await get('/desk/')).headers.get('location')).toBe('/desk');
    expect(await (await get('/desk')).text()).toContain('Desk');
    expect(await (await get('/')).text()).toContain('Home');
  });

  it('HO3 get the headers of firebase.json; others are looked up again each time', async () => {
    expect((await get('/app.js')).headers.get('cache-control')).toBe('public, max-age=300');
    expect((await get('/')).headers.get('cache-control')).toBe('no-cache');
  });

  it('HO5 that are missing are answered with the page for that', async () => {
    const response = await get('/nothing/here');
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('Lost')]);
  });
});

describe('redirects and rewrites', () => {
  it('HO4 redirect first, with named parts filled in', async () => {
    const named = await get('/old/start?a=1');
    expect([named.status, named.headers.get('location')]).toEqual([302, '/guide/start?a=1']);
    const away = await get('/away');
    expect([away.status, away.headers.get('location')]).toEqual([301, 'https://example.com/']);
  });

  it('HO4 rewrite what is no file to a page', async () => {
    const response = await get('/desk/rooms/42');
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Desk')]);
  });

  it('HO6 rewrite to functions, which see the whole path and only the session cookie', async () => {
    const response = await get('/api/echo/a%20b?x=1', {
      method: 'POST',
      headers: { cookie: 'other=1; __session=s; more=2', 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      method: 'POST',
      url: '/api/echo/a%20b?x=1',
      body: { a: 1 },
      cookie: '__session=s',
    });
  });

  it('HO6 rewrite to callables', async () => {
    const response = await get('/api/greet', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ data: { name: 'Ada' } }),
    });
    expect(await response.json()).toEqual({ result: { text: 'Hello, Ada', uid: null } });
  });

  it('HO7 tell a page how to reach this stack', async () => {
    expect(await (await get('/__/firebase/init.json')).json()).toEqual(stack.firebase.firebaseConfig);
  });
});
