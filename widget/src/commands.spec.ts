import { describe, expect, it } from 'vitest';
import { createGlobal, replayQueue } from './commands.ts';
import { createEventHub } from './event-hub.ts';
import type { FoyerCommands, FoyerProof, FoyerUser } from './public-api.ts';

/** The part of a page that the event hub uses; events are real ones. */
function createPage(): { page: Window & typeof globalThis; thrown: unknown[]; heard: string[] } {
  const thrown: unknown[] = [];
  const heard: string[] = [];
  const page = Object.assign(new EventTarget(), {
    CustomEvent,
    reportError: (cause: unknown) => thrown.push(cause),
  }) as unknown as Window & typeof globalThis;
  page.addEventListener('foyer:unread', (event) => {
    heard.push(JSON.stringify((event as CustomEvent).detail));
  });
  return { page, thrown, heard };
}

const plain = [
  'boot',
  'ready',
  'open',
  'close',
  'toggle',
  'show',
  'hide',
  'update',
  'logout',
  'shutdown',
  'prefill',
  'sendMessage',
  'showMessage',
  'popout',
  'newConversation',
  'endConversation',
  'pageView',
  'consent',
  'get',
  'diagnose',
  'setAttributes',
  'setConversationAttributes',
  'setDepartment',
  'setOperator',
  'addTags',
  'removeTags',
  'track',
  'destroy',
] as const;
type Plain = (typeof plain)[number];

function createRecorder(): {
  commands: FoyerCommands;
  calls: unknown[];
  hub: ReturnType<typeof createEventHub>;
} {
  const calls: unknown[] = [];
  const hub = createEventHub(createPage().page, () => 'acme');
  const record =
    (name: string) =>
    (...args: unknown[]): Promise<never> => {
      calls.push(args.length === 0 ? name : [name, ...args]);
      return Promise.resolve(undefined as never);
    };
  return {
    calls,
    hub,
    commands: {
      ...(Object.fromEntries(plain.map((name) => [name, record(name)])) as Record<Plain, never>),
      identify(user: FoyerUser, proof?: FoyerProof) {
        calls.push(user, ...(proof && Object.keys(proof).length > 0 ? [proof] : []));
        return Promise.resolve();
      },
      on: (event, listener) => hub.on(event, listener),
    },
  };
}

function createFoyer(): ReturnType<typeof createRecorder> & {
  foyer: ReturnType<typeof createGlobal>;
  loose: (...args: unknown[]) => unknown;
  reported: unknown[];
} {
  const recorder = createRecorder();
  const reported: unknown[] = [];
  const foyer = createGlobal(recorder.commands, '1.2.3', (cause) => reported.push(cause));
  return { ...recorder, foyer, reported, loose: foyer as unknown as (...args: unknown[]) => unknown };
}

describe('the global', () => {
  it('takes commands by name and as methods', async () => {
    const { foyer, calls } = createFoyer();
    await foyer('show');
    await foyer.close();
    await foyer('toggle');
    expect(calls).toEqual(['show', 'close', 'toggle']);
    expect(foyer.version).toBe('1.2.3');
  });

  it('copies a proof by its names, and takes an empty user id for nobody', async () => {
    const { loose, calls } = createFoyer();
    const getToken = (): Promise<string> => Promise.resolve('t');
    await loose('identify', { userId: '' }, { hash: 'ab', extra: 1 });
    await loose('identify', { userId: null, userName: '' }, null);
    await loose('identify', { userId: 7 }, { getToken });
    expect(calls).toEqual([{ userId: '' }, { hash: 'ab' }, { userId: '' }, { userId: '7' }, { getToken }]);
    for (const proof of [{ getToken: 'x' }, { token: '' }, { token: 'x'.repeat(4097) }, { hash: 1 }, 'token'])
      await expect(loose('identify', { userId: 7 }, proof)).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it.each([['fly'], ['__proto__'], ['constructor'], ['toString'], [undefined], [{}], [Symbol('open')]])(
    'refuses what is no command by a rejected promise: %s',
    async (name) => {
      const { loose, calls } = createFoyer();
      await expect(loose(name)).rejects.toMatchObject({ code: 'unknown-command' });
      expect(calls).toEqual([]);
    },
  );

  it.each([[undefined], [null], [''], ['yes'], [true]])('takes %j for no consent', async (state) => {
    const { loose, calls } = createFoyer();
    await expect(loose('consent', state)).rejects.toMatchObject({ code: 'bad-argument' });
    await loose('consent', 'denied');
    expect(calls).toEqual([['consent', 'denied']]);
  });

  it('tells refusals that nobody awaits to the error listener instead of the page', async () => {
    const { loose, reported } = createFoyer();
    loose('identify', 'Kim');
    await Promise.resolve();
    expect(reported).toMatchObject([{ code: 'bad-argument' }]);
  });

  it('answers `on` with a function even when it refuses', () => {
    const { loose, reported } = createFoyer();
    expect(loose('on', 'no-such-event', () => undefined)).toBeTypeOf('function');
    expect(loose('on', 'open', 'no function')).toBeTypeOf('function');
    expect(reported).toHaveLength(2);
  });
});

describe('identify', () => {
  it('copies the two known fields and nothing else (A100)', async () => {
    const { foyer, calls } = createFoyer();
    const hostile = JSON.parse(
      '{"userId": 42, "userName": "Kim", "__proto__": {"role": "admin"}, "extra": 1}',
    ) as FoyerUser;
    await foyer.identify(hostile);
    expect(calls).toEqual([{ userId: '42', userName: 'Kim' }]);
    expect(Object.keys(calls[0] as object)).toEqual(['userId', 'userName']);
  });

  it.each([
    [null],
    ['Kim'],
    [{ userId: {} }],
    [{ userName: 'x'.repeat(201) }],
    [{ userId: Number.NaN }],
    [{ userName: () => 'Kim' }],
  ])('refuses %j', async (user) => {
    const { loose, calls } = createFoyer();
    await expect(loose('identify', user)).rejects.toMatchObject({ code: 'bad-argument' });
    expect(calls).toEqual([]);
  });

  it('survives a getter that throws', async () => {
    const { loose } = createFoyer();
    const trap = {
      get userId(): string {
        throw new Error('trap');
      },
    };
    await expect(loose('identify', trap)).rejects.toThrow('trap');
  });
});

describe('texts and pages', () => {
  it('are handed on by their names', async () => {
    const { loose, calls } = createFoyer();
    await loose('open', { prefill: 'Hello', other: 1 });
    await loose('open', null);
    await loose('open', { conversationId: 'm-1_Z' });
    await loose('sendMessage', 'Hi');
    await loose('sendMessage', 'Hi', {
      metadata: { order: 4711, a: 1, b: 2, c: 3, d: true, e: 5 },
      other: 1,
    });
    await loose('pageView', { url: '/cart', title: 'Cart', token: 'x' });
    await loose('setAttributes', { plan: 'gold', seats: 5, trial: false });
    expect(calls).toEqual([
      ['open', { prefill: 'Hello' }],
      ['open', {}],
      ['open', { conversationId: 'm-1_Z' }],
      ['sendMessage', 'Hi', { metadata: {} }],
      ['sendMessage', 'Hi', { metadata: { order: '4711', a: '1', b: '2', c: '3', d: 'true' } }],
      ['pageView', { url: '/cart', title: 'Cart' }],
      ['setAttributes', { plan: 'gold', seats: '5', trial: 'false' }],
    ]);
  });

  it.each([
    ['sendMessage', 7],
    ['sendMessage', ''],
    ['prefill', 'x'.repeat(1_000_000)],
    ['open', { prefill: {} }],
    ['open', { conversationId: '../rooms' }],
    ['open', { conversationId: '' }],
    ['pageView', '/cart'],
    ['setAttributes', JSON.parse('{"__proto__": "x"}') as object],
    ['setAttributes', { plan: {} }],
    ['setOperator', 'a/b'],
    ['setOperator', 'x'.repeat(81)],
    ['sendMessage', 'Hi', { metadata: { plan: {} } }],
    ['sendMessage', 'Hi', { metadata: { 'a b': 1 } }],
    ['pageView', { url: '/cart', title: ['x'] }],
  ])('are refused where they are none: %s', async (name, ...given) => {
    const { loose, calls } = createFoyer();
    await expect(loose(name, ...given)).rejects.toMatchObject({ code: 'bad-argument' });
    expect(calls).toEqual([]);
  });
});

describe('calls made before the file was loaded', () => {
  it('run in order and settle their promises', async () => {
    const { foyer, calls } = createFoyer();
    const settled: unknown[] = [];
    const entry = (...args: unknown[]): unknown => [
      args,
      (value: unknown) => settled.push(['fulfilled', value]),
      (cause: { code: string }) => settled.push(['rejected', cause.code]),
    ];
    replayQueue([entry('identify', { userName: 'Kim' }), entry('show'), entry('fly')], foyer);
    await expect.poll(() => settled).toHaveLength(3);
    expect(calls).toEqual([{ userName: 'Kim' }, 'show']);
    expect(settled).toEqual([
      ['fulfilled', undefined],
      ['fulfilled', undefined],
      ['rejected', 'unknown-command'],
    ]);
  });

  it('may be the bare arguments of a hand-written snippet', () => {
    const { foyer, calls } = createFoyer();
    replayQueue([['show'], ['close']], foyer);
    expect(calls).toEqual(['show', 'close']);
  });

  it.each([[undefined], ['open'], [{ length: 1 }], [[null, 7, 'open', []]]])(
    'may be nonsense: %j',
    (queue) => {
      const { foyer, calls } = createFoyer();
      expect(() => {
        replayQueue(queue, foyer);
      }).not.toThrow();
      expect(calls).toEqual([]);
    },
  );

  it('get the unsubscribe of `on` as the promised value', async () => {
    const { foyer, hub } = createFoyer();
    const counts: number[] = [];
    const listener = ({ count }: { count: number }): void => void counts.push(count);
    const off = await new Promise<() => void>((resolve) => {
      replayQueue([[['on', 'unread', listener], resolve]], foyer);
    });
    hub.emit('unread', { count: 1 });
    off();
    off();
    hub.emit('unread', { count: 2 });
    expect(counts).toEqual([1]);
  });
});

describe('events', () => {
  it('reach the window too, there with the brand', () => {
    const { page, heard } = createPage();
    createEventHub(page, () => 'acme').emit('unread', { count: 3 });
    expect(heard).toEqual(['{"count":3,"brand":"acme"}']);
  });

  it('reach every listener, though one of them throws', () => {
    const { page, thrown } = createPage();
    const hub = createEventHub(page, () => 'acme');
    const counts: number[] = [];
    hub.on('unread', () => {
      throw new Error('mine');
    });
    hub.on('unread', ({ count }) => counts.push(count));
    hub.emit('unread', { count: 3 });
    expect(counts).toEqual([3]);
    expect(thrown).toMatchObject([{ message: 'mine' }]);
  });

  it('tell a late listener that the launcher stands', async () => {
    const hub = createEventHub(createPage().page, () => 'acme');
    hub.emit('ready', { brand: 'acme' });
    const brands: string[] = [];
    hub.on('ready', ({ brand }) => brands.push(brand));
    const off = hub.on('ready', () => brands.push('never'));
    off();
    expect(brands).toEqual([]);
    await Promise.resolve();
    expect(brands).toEqual(['acme']);
  });

  it('count a function that was added twice as two listeners', () => {
    const hub = createEventHub(createPage().page, () => 'acme');
    let calls = 0;
    const listener = (): void => void (calls += 1);
    const off = hub.on('open', listener);
    hub.on('open', listener);
    off();
    hub.emit('open', {});
    expect(calls).toBe(1);
  });
});
