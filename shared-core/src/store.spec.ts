import { expect, it, onTestFinished } from 'vitest';

import { createStore } from './store.ts';

it('tells listeners each new value, and never the present one', () => {
  const store = createStore(1);
  const heard: number[] = [];
  store.subscribe((value) => heard.push(value));
  store.set(2);
  store.set(2);
  store.set(3);
  expect(heard).toEqual([2, 3]);
  expect(store.get()).toBe(3);
});

it('stops telling a listener that has unsubscribed, however often it does', () => {
  const store = createStore(1);
  const heard: string[] = [];
  const stop = store.subscribe(() => heard.push('first'));
  store.subscribe(() => heard.push('second'));
  stop();
  stop();
  store.set(2);
  expect(heard).toEqual(['second']);
});

it('counts the same function subscribed twice as two listeners', () => {
  const store = createStore(1);
  let calls = 0;
  const listener = () => (calls += 1);
  const stop = store.subscribe(listener);
  store.subscribe(listener);
  store.set(2);
  stop();
  store.set(3);
  expect(calls).toBe(3);
});

it('runs what feeds it from the first listener to the last', () => {
  const log: string[] = [];
  const store = createStore(0, (set) => {
    log.push('on');
    set(7);
    return () => log.push('off');
  });
  expect(store.get()).toBe(0);
  const stops = [store.subscribe(() => undefined), store.subscribe(() => undefined)];
  expect(store.get()).toBe(7);
  for (const stop of stops) stop();
  store.subscribe(() => undefined);
  expect(log).toEqual(['on', 'off', 'on']);
});

it('lets a throwing listener stop no other one, and surfaces its error', async () => {
  const surfaced = new Promise((resolve) => {
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.once('unhandledRejection', resolve);
    onTestFinished(() => {
      for (const other of others) process.on('unhandledRejection', other);
    });
  });
  const store = createStore(1);
  const heard: number[] = [];
  store.subscribe(() => {
    throw new Error('a broken view');
  });
  store.subscribe((value) => heard.push(value));
  store.set(2);
  expect(heard).toEqual([2]);
  await expect(surfaced).resolves.toMatchObject({ message: 'a broken view' });
});

it('never tells a listener an older value after a newer one', () => {
  const store = createStore(0);
  const heard: number[] = [];
  store.subscribe((value) => value === 1 && store.set(2));
  store.subscribe((value) => heard.push(value));
  store.set(1);
  expect(heard).toEqual([2]);
});
