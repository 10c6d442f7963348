import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import { EventStream } from './testing/event-stream.ts';
import { TestDatabase, testRules } from './testing/test-database.ts';

let database: TestDatabase;
let clock: ManualClock;

beforeEach(async () => {
  clock = createManualClock(1_700_000_000_000);
  database = await TestDatabase.start({
    clock,
    rules: {
      read: ({ path, auth }) => path[0] !== 'private' || auth?.uid === 'ada',
      write: ({ paths, auth }) => paths.every((path) => path[0] !== 'private') || auth?.uid === 'ada',
      indexes: { list: ['n', '.value'] },
    },
  });
});

afterEach(() => database.close());

interface Reply {
  status: number;
  body: unknown;
  etag: string | null;
}

async function call(
  method: string,
  path: string,
  more: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const response = await fetch(`${database.url}${path}`, {
    method,
    headers: more.headers ?? {},
    ...('body' in more
      ? { body: typeof more.body === 'string' ? more.body : JSON.stringify(more.body) }
      : {}),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
    etag: response.headers.get('etag'),
  };
}

const OWNER = { headers: { Authorization: 'Bearer owner' } };

describe('H1: verbs', () => {
  it('puts, merges, reads, appends and deletes', async () => {
    expect(await call('PUT', '/a.json', { body: { b: 1, c: { d: 2 } } })).toMatchObject({
      status: 200,
      body: { b: 1, c: { d: 2 } },
    });
    expect(await call('PATCH', '/a.json', { body: { 'c/e': 3, b: null } })).toMatchObject({
      status: 200,
      body: { 'c/e': 3, b: null },
    });
    expect((await call('GET', '/a.json')).body).toEqual({ c: { d: 2, e: 3 } });
    const { name } = (await call('POST', '/list.json', { body: '"first"' })).body as { name: string };
    const { name: next } = (await call('POST', '/list.json', { body: '"second"' })).body as { name: string };
    expect(name).toMatch(/^[-\w]{20}$/);
    expect(next > name).toBe(true);
    expect((await call('GET', `/list/${name}.json`)).body).toBe('first');
    expect(await call('DELETE', '/list.json')).toMatchObject({ status: 200, body: null });
    expect((await call('GET', '/.json')).body).toEqual({ a: { c: { d: 2, e: 3 } } });
  });

  it('resolves server values and says what they became', async () => {
    expect((await call('PUT', '/at.json', { body: { '.sv': 'timestamp' } })).body).toBe(1_700_000_000_000);
    await call('PUT', '/n.json', { body: 5 });
    expect((await call('PATCH', '/.json', { body: { n: { '.sv': { increment: 2 } } } })).body).toEqual({
      n: 7,
    });
  });

  it('decodes keys and takes X-HTTP-Method-Override', async () => {
    await call('POST', '/sp%C3%A4t%20er/x%25.json', {
      body: 1,
      headers: { 'X-HTTP-Method-Override': 'PUT' },
    });
    expect((await call('GET', '/.json')).body).toEqual({ 'spät er': { 'x%': 1 } });
  });

  it.each([
    ['PUT', '/a.json', '{not json', "Invalid data; couldn't parse JSON object, array, or value."],
    ['PUT', '/a.json', '{"x.y":1}', /Invalid key/],
    ['PUT', '/a%23b.json', '1', /Invalid key/],
    ['PUT', '/a', '1', /must end in \.json/],
    ['PATCH', '/a.json', '5', /must be an object/],
    ['PATCH', '/a.json', '{"b":1,"b/c":2}', /within another/],
  ])('answers 400 to %s %s %s', async (method, path, body, error) => {
    expect(await call(method, path, { body })).toMatchObject({
      status: 400,
      body: { error: typeof error === 'string' ? error : (expect.stringMatching(error) as string) },
    });
  });
});

describe('H2: forms of reading', () => {
  beforeEach(async () => {
    await call('PUT', '/tree.json', {
      body: { a: { '.value': 1, '.priority': 2 }, b: { c: { d: 1 } }, '.priority': 'p' },
    });
  });

  it('keeps priorities with format=export and drops them without', async () => {
    expect((await call('GET', '/tree.json')).body).toEqual({ a: 1, b: { c: { d: 1 } } });
    expect((await call('GET', '/tree.json?format=export')).body).toEqual({
      '.priority': 'p',
      a: { '.value': 1, '.priority': 2 },
      b: { c: { d: 1 } },
    });
  });

  it('lists keys only with shallow=true, and leaves as they are', async () => {
    expect((await call('GET', '/tree.json?shallow=true')).body).toEqual({ a: true, b: true });
    expect((await call('GET', '/tree/a.json?shallow=true')).body).toBe(1);
    expect(await call('GET', '/tree.json?shallow=true&orderBy="$key"&limitToFirst=1')).toMatchObject({
      status: 400,
    });
  });

  it('prints pretty or not at all', async () => {
    expect(await (await fetch(`${database.url}/tree/b.json?print=pretty`)).text()).toBe(
      '{\n  "c": {\n    "d": 1\n  }\n}',
    );
    expect(await call('PUT', '/x.json?print=silent', { body: 1 })).toMatchObject({
      status: 204,
      body: undefined,
    });
  });

  it('turns integer keys into arrays', async () => {
    await call('PUT', '/arr.json', { body: { 0: 'a', 2: 'c' } });
    expect((await call('GET', '/arr.json')).body).toEqual(['a', null, 'c']);
  });
});

describe('H3: queries', () => {
  beforeEach(async () => {
    await call('PUT', '/list.json', {
      body: { a: { n: 3 }, b: { n: 1 }, c: { n: 2 }, d: { n: 2 }, e: {}, f: { n: 'x' } },
    });
  });

  it.each([
    ['orderBy="n"&startAt=2', ['a', 'c', 'd', 'f']],
    ['orderBy="n"&startAfter=2', ['a', 'f']],
    ['orderBy="n"&startAfter=2,"c"', ['a', 'd', 'f']],
    ['orderBy="n"&startAt=2,"d"', ['a', 'd', 'f']],
    ['orderBy="n"&endAt=2', ['b', 'c', 'd']],
    ['orderBy="n"&endBefore=2', ['b']],
    ['orderBy="n"&equalTo=2', ['c', 'd']],
    ['orderBy="n"&equalTo=2,"d"', ['d']],
    ['orderBy="n"&limitToLast=2', ['a', 'f']],
    ['orderBy="$key"&startAt="c"&limitToFirst=2', ['c', 'd']],
    ['orderBy="$key"&startAfter="c"', ['d', 'f']],
    ['orderBy="$key"&endBefore="c"', ['a', 'b']],
    ['orderBy="$priority"&limitToFirst=1', ['a']],
  ])('%s', async (query, keys) => {
    expect(Object.keys((await call('GET', `/list.json?${query}`)).body as object).sort()).toEqual(keys);
  });

  it.each([
    ['orderBy="m"&limitToFirst=1', 'Index not defined, add ".indexOn": "m", for path "/list", to the rules'],
    ['limitToFirst=1', 'orderBy must be defined when other query parameters are defined'],
    ['orderBy=n', 'orderBy must be a valid JSON encoded path'],
    ['orderBy="n"&limitToFirst=x', 'limitToFirst must be an integer greater than 0'],
    ['orderBy="$key"&startAt=5', 'A key bound must be a string.'],
  ])('answers 400 to %s', async (query, error) => {
    expect(await call('GET', `/list.json?${query}`)).toMatchObject({ status: 400, body: { error } });
  });
});

describe('H4: conditional requests', () => {
  const WANT = { 'X-Firebase-ETag': 'true' };

  it('writes only on top of the state that was seen', async () => {
    const { etag: none } = await call('GET', '/n.json', { headers: WANT });
    expect(none).toBe('null_etag');
    expect(await call('PUT', '/n.json', { body: 1, headers: { 'if-match': 'null_etag' } })).toMatchObject({
      status: 200,
    });
    const stale = await call('PUT', '/n.json', { body: 2, headers: { 'if-match': 'null_etag' } });
    const { etag } = await call('GET', '/n.json', { headers: WANT });
    expect(stale).toEqual({ status: 412, body: 1, etag });
    expect(await call('DELETE', '/n.json', { headers: { 'if-match': etag ?? '' } })).toMatchObject({
      status: 200,
    });
  });

  it('refuses print=silent beside a condition', async () => {
    expect(
      await call('PUT', '/n.json?print=silent', { body: 1, headers: { 'if-match': 'null_etag' } }),
    ).toMatchObject({ status: 400 });
  });

  it('does not show stale data to those who may not read it', async () => {
    await call('PUT', '/private.json', { body: '"secret"', ...OWNER });
    const reply = await call('PUT', '/private.json', { body: 2, headers: { 'if-match': 'null_etag' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });
});

describe('H5: credentials', () => {
  beforeEach(() => call('PUT', '/private.json', { body: 1, ...OWNER }));

  it.each<[string, string, Record<string, string>, number]>([
    ['nobody', '', {}, 401],
    ['another user', '?auth=user:bob', {}, 401],
    ['the user by auth=', '?auth=user:ada', {}, 200],
    ['the user by access_token=', '?access_token=user:ada', {}, 200],
    ['the user as bearer', '', { Authorization: 'Bearer user:ada' }, 200],
    ['owner as bearer', '', { Authorization: 'Bearer owner' }, 200],
    ['owner by auth=', '?auth=owner', {}, 200],
    ['owner acting as nobody', '?auth=owner&auth_variable_override=null', {}, 401],
    ['owner acting as the user', '?auth=owner&auth_variable_override={"uid":"ada"}', {}, 200],
    ['an expired token', '?auth=user:ada:5', {}, 401],
    ['a broken token', '?auth=xyz', {}, 401],
    [
      'owner from a page of this machine',
      '',
      { Authorization: 'Bearer owner', Origin: 'http://localhost:5000' },
      200,
    ],
    ['owner from a foreign page', '', { Authorization: 'Bearer owner', Origin: 'https://evil.example' }, 401],
    ['owner from a page that hides its origin', '', { Authorization: 'Bearer owner', Origin: 'null' }, 401],
  ])('%s', async (_, query, headers, status) => {
    expect((await call('GET', `/private.json${query}`, { headers })).status).toBe(status);
  });
});

describe('H6: event streams', () => {
  it('sends everything once, then each change', async () => {
    await call('PUT', '/a.json', { body: { b: 1 } });
    const stream = await EventStream.open(`${database.url}/a.json`);
    database.onClose(() => stream.end());
    expect(await stream.next()).toEqual({ event: 'put', data: { path: '/', data: { b: 1 } } });
    await call('PUT', '/a/c/d.json', { body: 2 });
    expect(await stream.next()).toEqual({ event: 'put', data: { path: '/c/d', data: 2 } });
    await call('PATCH', '/a.json', { body: { b: null, e: 3 } });
    expect(await stream.next()).toEqual({ event: 'patch', data: { path: '/', data: { b: null, e: 3 } } });
    await call('DELETE', '/.json');
    expect(await stream.next()).toEqual({ event: 'put', data: { path: '/', data: null } });
    clock.advance(30_000);
    expect(await stream.next()).toEqual({ event: 'keep-alive', data: null });
  });

  it('follows a query', async () => {
    await call('PUT', '/list.json', { body: { a: 1, b: 2 } });
    const stream = await EventStream.open(`${database.url}/list.json?orderBy="$key"&limitToLast=1`);
    database.onClose(() => stream.end());
    expect(await stream.next()).toEqual({ event: 'put', data: { path: '/', data: { b: 2 } } });
    await call('PUT', '/list/c.json', { body: 3 });
    expect(await stream.next()).toEqual({ event: 'patch', data: { path: '/', data: { b: null, c: 3 } } });
  });

  it('ends when the credential does, or the rules forbid it', async () => {
    const expiry = clock.now() + 1000;
    const stream = await EventStream.open(`${database.url}/private.json?auth=user:ada:${expiry}`);
    expect((await stream.next()).event).toBe('put');
    clock.advance(1000);
    expect(await stream.next()).toEqual({ event: 'auth_revoked', data: 'credential is no longer valid' });
    await stream.ended;
    const other = await EventStream.open(`${database.url}/open.json`);
    expect((await other.next()).event).toBe('put');
    database.server.namespace('demo-test-default-rtdb').rules = testRules({ read: () => false });
    expect((await other.next()).event).toBe('cancel');
    await other.ended;
  });
});

describe('H7: rules', () => {
  it('reads and replaces them, for admins only', async () => {
    const open = await TestDatabase.start({ rulesFor: () => '{"rules":{".read":true}} // as written' });
    database.onClose(() => open.close());
    const at = `${open.url}/.settings/rules.json?ns=one`;
    expect((await fetch(at)).status).toBe(401);
    expect(await (await fetch(at, OWNER)).text()).toBe('{"rules":{".read":true}} // as written');
    const put = (rules: string): Promise<Response> => fetch(at, { ...OWNER, method: 'PUT', body: rules });
    expect((await put('{"rules":{".read":"nonsense("}}')).status).toBe(400);
    expect((await fetch(`${open.url}/x.json?ns=one`)).status).toBe(200);
    expect((await put('{"rules":{}}')).status).toBe(200);
    expect((await fetch(`${open.url}/x.json?ns=one`)).status).toBe(401);
    expect((await fetch(`${open.url}/x.json?ns=two`)).status).toBe(200);
  });

  it('shows admins what the rules came to, where that is counted', async () => {
    const counted = await TestDatabase.start({
      coverage: true,
      rulesFor: () => '{"rules":{".read":"now > 0"}}',
    });
    database.onClose(() => counted.close());
    await fetch(`${counted.url}/x.json`);
    expect((await fetch(`${counted.url}/.inspect/coverage.json`)).status).toBe(401);
    const shown = (await (await fetch(`${counted.url}/.inspect/coverage.json`, OWNER)).json()) as {
      rules: object[];
    };
    expect(shown.rules).toHaveLength(1);
    expect(JSON.stringify(shown.rules)).toContain('now > 0');
  });

  it('R16: shows admins why the last requests were refused, and tells whoever listens in a sentence', async () => {
    const sentences: string[] = [];
    const judged = await TestDatabase.start({
      rulesFor: () => '{"rules":{".write":"newData.child(\'n\').val() == 7"}}',
      explainDenial: (sentence) => sentences.push(sentence),
    });
    database.onClose(() => judged.close());
    await fetch(`${judged.url}/x.json`, { method: 'PUT', body: '{"n":8}' });
    expect(sentences).toEqual(['write /x: denied because none of /.write (false) grants it.']);
    expect((await fetch(`${judged.url}/.inspect/denials.json`)).status).toBe(401);
    const shown = (await (await fetch(`${judged.url}/.inspect/denials.json`, OWNER)).json()) as object;
    expect(shown).toMatchObject({
      denials: [{ allowed: false, rules: [{ rule: '/.write', path: '/', outcome: 'false' }] }],
    });
  });
});
