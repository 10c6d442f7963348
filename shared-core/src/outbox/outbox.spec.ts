import { expect, it } from 'vitest';

import { CoreError } from '../model/errors.ts';
import type { KeyValueStorage } from '../platform.ts';
import { createStore } from '../store.ts';
import { createManualPlatform, createMemoryStorage, settled } from '../testing/manual-platform.ts';
import type { ManualPlatform } from '../testing/manual-platform.ts';
import type { Courier, Outcome } from './courier.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { openOutbox } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { openOutboxStorage } from './outbox-storage.ts';
import { createPacer } from './pacer.ts';

const acme = { kind: 'room', brand: 'acme' } as const;

/** A server as the courier sees it: keys are created once, and answers can be scripted. */
function createServer() {
  const stored: string[] = [];
  const attempts: OutboxEntry[] = [];
  const script: (() => Promise<Outcome>)[] = [];
  const ready = createStore(true);
  const uploads: { path: string; progress: (fraction: number) => void; finish(error?: CoreError): void }[] =
    [];
  const courier: Courier = {
    ready,
    address: (entry) => (entry.to.kind === 'room' ? { ...entry, to: { ...entry.to, room: 'r1' } } : entry),
    deliver(entry) {
      attempts.push(entry);
      const scripted = script.shift();
      if (scripted) return scripted();
      if (!stored.includes(entry.id)) stored.push(entry.id);
      return Promise.resolve({ type: 'sent' });
    },
    upload(entry, _file, progress) {
      const path = `uploads/${entry.id}`;
      const done = new Promise<string>((resolve, reject) => {
        uploads.push({ path, progress, finish: (error) => (error ? reject(error) : resolve(path)) });
      });
      return { done, abort: () => undefined };
    },
  };
  return { courier, ready, stored, attempts, script, uploads };
}

function open(
  server: ReturnType<typeof createServer>,
  storage: KeyValueStorage | null = createMemoryStorage(),
): { outbox: Outbox; platform: ManualPlatform } {
  const platform = createManualPlatform({ storage });
  const outbox = openOutbox({
    platform,
    storage: openOutboxStorage(storage, 'acme:g_1'),
    pacer: createPacer(platform, 300),
    courier: server.courier,
  });
  return { outbox, platform };
}

function states(outbox: Outbox): readonly string[] {
  return outbox.items.get().map(({ entry, state }) => {
    const text = entry.draft.kind === 'text' ? entry.draft.text : entry.draft.file.name;
    return `${text} ${entry.failed ?? state}`;
  });
}

function texts(server: ReturnType<typeof createServer>): readonly string[] {
  return server.attempts.map(({ draft }) => (draft.kind === 'text' ? draft.text : draft.file.name));
}

it('sends in the order of writing, one at a time', async () => {
  const server = createServer();
  const { outbox, platform } = open(server);
  for (const text of ['a', 'b', 'c']) outbox.add(acme, { kind: 'text', text });
  await settled();
  expect(states(outbox)).toEqual(['a sent', 'b queued', 'c queued']);
  await platform.advance(1000);
  expect(texts(server)).toEqual(['a', 'b', 'c']);
  expect(states(outbox)).toEqual(['a sent', 'b sent', 'c sent']);
});

it('waits until sending makes sense', async () => {
  const server = createServer();
  server.ready.set(false);
  const { outbox, platform } = open(server);
  outbox.add(acme, { kind: 'text', text: 'a' });
  await platform.advance(60_000);
  expect(server.attempts).toEqual([]);
  server.ready.set(true);
  await settled();
  expect(states(outbox)).toEqual(['a sent']);
});

it('takes up after a reload what was not acknowledged, under the same keys', async () => {
  const storage = createMemoryStorage();
  const before = createServer();
  before.ready.set(false);
  const { outbox: lost } = open(before, storage);
  lost.add(acme, { kind: 'text', text: 'a' });
  lost.add(acme, { kind: 'text', text: 'b' });
  const keys = lost.items.get().map(({ entry }) => entry.id);
  lost.close();

  const server = createServer();
  const { outbox, platform } = open(server, storage);
  expect(states(outbox)).toEqual(['a queued', 'b queued']);
  await platform.advance(1000);
  expect(server.stored).toEqual(keys);
  const { outbox: third } = open(createServer(), storage);
  expect(third.items.get()).toEqual([]);
});

it('repeats an attempt whose answer was lost with the same key and the same room', async () => {
  const server = createServer();
  const { outbox, platform } = open(server);
  server.script.push(() => Promise.reject(new CoreError('offline')));
  outbox.add(acme, { kind: 'text', text: 'a' });
  await platform.advance(3000);
  expect(server.attempts).toHaveLength(2);
  expect(server.attempts[1]).toEqual(server.attempts[0]);
  expect(states(outbox)).toEqual(['a sent']);
});

it('tries a refusal without a reason again, and gives up after eight', async () => {
  const server = createServer();
  const { outbox, platform } = open(server);
  server.script.push(() => Promise.resolve({ type: 'unclear' }));
  outbox.add(acme, { kind: 'text', text: 'throttled' });
  await platform.advance(2000);
  expect(states(outbox)).toEqual(['throttled sent']);
  server.script.push(...Array.from({ length: 8 }, () => () => Promise.resolve({ type: 'unclear' } as const)));
  outbox.add(acme, { kind: 'text', text: 'hopeless' });
  await platform.advance(60_000);
  expect(states(outbox)).toEqual(['throttled sent', 'hopeless refused']);
});

it('shows why a message was not sent, goes on with the next, and tries again when asked', async () => {
  const storage = createMemoryStorage();
  const server = createServer();
  const { outbox, platform } = open(server, storage);
  server.script.push(() => Promise.resolve({ type: 'failed', reason: 'banned' }));
  outbox.add(acme, { kind: 'text', text: 'a' });
  outbox.add(acme, { kind: 'text', text: 'b' });
  await platform.advance(1000);
  expect(states(outbox)).toEqual(['a banned', 'b sent']);
  expect(states(open(createServer(), storage).outbox)).toEqual(['a banned']);
  outbox.retry(outbox.items.get()[0]!.entry.id);
  await platform.advance(1000);
  expect(states(outbox)).toEqual(['a sent', 'b sent']);
});

it('forgets a message that was not sent when asked, and no other', async () => {
  const storage = createMemoryStorage();
  const server = createServer();
  const { outbox, platform } = open(server, storage);
  server.script.push(
    () => Promise.resolve({ type: 'failed', reason: 'refused' }),
    () => new Promise(() => undefined),
  );
  outbox.add(acme, { kind: 'text', text: 'a' });
  outbox.add(acme, { kind: 'text', text: 'on its way' });
  await platform.advance(1000);
  for (const { entry } of outbox.items.get()) outbox.discard(entry.id);
  expect(states(outbox)).toEqual(['on its way queued']);
  expect(storage.keys('')).toHaveLength(1);
});

it('drops what another tab has sent meanwhile, and takes over the room the other tab chose', async () => {
  const storage = createMemoryStorage();
  const offline = createServer();
  offline.ready.set(false);
  const writer = open(offline, storage).outbox;
  writer.add(acme, { kind: 'text', text: 'sent by the other tab' });
  writer.add(acme, { kind: 'text', text: 'addressed by the other tab' });

  const server = createServer();
  server.ready.set(false);
  const { outbox, platform } = open(server, storage);
  const [first, second] = outbox.items.get().map(({ entry }) => entry);
  const other = openOutboxStorage(storage, 'acme:g_1');
  other.remove(first!.id);
  other.save({ ...second!, to: { ...acme, room: 'chosen' } });
  server.courier.address = (entry) => entry;
  server.ready.set(true);
  await platform.advance(1000);
  expect(server.attempts.map(({ to }) => to)).toEqual([{ ...acme, room: 'chosen' }]);
  expect(states(outbox)).toEqual(['addressed by the other tab sent']);
});

it('loses nothing that it wrote itself when the storage is blocked, full or emptied', async () => {
  for (const storage of [null, { ...createMemoryStorage(), set: () => undefined }, createMemoryStorage()]) {
    const server = createServer();
    server.ready.set(false);
    const { outbox } = open(server, storage);
    outbox.add(acme, { kind: 'text', text: 'a' });
    for (const key of storage?.keys('') ?? []) storage?.remove(key);
    server.ready.set(true);
    await settled();
    expect(states(outbox)).toEqual(['a sent']);
  }
});

it('ignores stored entries that it cannot read', () => {
  const storage = createMemoryStorage();
  storage.set('foyer:outbox:acme:g_1:x', '{"id":"x"');
  storage.set('foyer:outbox:acme:g_1:y', '{"id":"y","to":{"kind":"moon"}}');
  expect(open(createServer(), storage).outbox.items.get()).toEqual([]);
  expect(storage.keys('')).toEqual([]);
});

it('uploads a file before its message, tells its progress, and lets texts pass it', async () => {
  const server = createServer();
  const { outbox, platform } = open(server);
  const file = { name: 'cat.png', type: 'image/png', size: 3 };
  outbox.add(acme, { kind: 'file', file }, { ...file, body: 'cat' });
  outbox.add(acme, { kind: 'text', text: 'look' });
  await settled();
  expect(texts(server)).toEqual(['look']);
  server.uploads[0]!.progress(0.5);
  expect(outbox.items.get()[0]).toMatchObject({ state: 'queued', progress: 0.5 });
  server.uploads[0]!.finish();
  await platform.advance(1000);
  expect(server.attempts[1]?.draft).toEqual({
    kind: 'file',
    file: { ...file, path: server.uploads[0]!.path },
  });
});

it('sends files in the order they were chosen in, whichever is uploaded first, and waits for none that is refused', async () => {
  const server = createServer();
  const { outbox, platform } = open(server);
  for (const name of ['1.png', '2.png', '3.png'])
    outbox.add(
      acme,
      { kind: 'file', file: { name, type: 'image/png', size: 3 } },
      {
        ...{ name, type: 'image/png', size: 3, body: name },
      },
    );
  await settled();
  server.uploads[1]!.finish();
  server.uploads[2]!.finish();
  await settled();
  outbox.add(acme, { kind: 'text', text: 'meanwhile' });
  await platform.advance(1000);
  expect(texts(server)).toEqual(['meanwhile']);
  server.uploads[0]!.finish(new CoreError('file-too-large'));
  await platform.advance(1000);
  expect(texts(server)).toEqual(['meanwhile', '2.png', '3.png']);
});

it('uploads again after a broken link, and says why when the file is refused', async () => {
  const server = createServer();
  const { outbox, platform } = open(server);
  const file = { name: 'cat.png', type: 'image/png', size: 3 };
  outbox.add(acme, { kind: 'file', file }, { ...file, body: 'cat' });
  await settled();
  server.uploads[0]!.finish(new CoreError('offline'));
  await platform.advance(3000);
  expect(server.uploads).toHaveLength(2);
  server.uploads[1]!.finish(new CoreError('refused'));
  await settled();
  expect(states(outbox)).toEqual(['cat.png refused']);
});

it('shows a file that a reload has cut off as not sent', async () => {
  const storage = createMemoryStorage();
  const before = createServer();
  const file = { name: 'cat.png', type: 'image/png', size: 3 };
  const { outbox: lost } = open(before, storage);
  lost.add(acme, { kind: 'file', file }, { ...file, body: 'cat' });
  await settled();
  lost.close();
  const { outbox } = open(createServer(), storage);
  await settled();
  expect(states(outbox)).toEqual(['cat.png file-gone']);
});

it('forgets a sent item once the conversation shows it', async () => {
  const { outbox } = open(createServer());
  outbox.add(acme, { kind: 'text', text: 'a' });
  await settled();
  const [item] = outbox.items.get();
  outbox.settle(new Set([item!.entry.id]));
  expect(outbox.items.get()).toEqual([]);
});
