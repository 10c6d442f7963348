import { expect, it } from 'vitest';

import { always, derive, follow } from './derive.ts';
import { createStore } from './store.ts';

it('is computed anew when a source changes', () => {
  const price = createStore(2);
  const count = createStore(3);
  const total = derive([price, count], (a, b) => a * b);
  const heard: number[] = [];
  total.subscribe((value) => heard.push(value));
  price.set(5);
  count.set(0);
  price.set(9);
  expect(heard).toEqual([15, 0]);
});

it('is right without listeners, too', () => {
  const source = createStore(1);
  const double = derive([source], (value) => value * 2);
  source.set(4);
  expect(double.get()).toBe(8);
});

it('wakes its sources with its first listener and lets them sleep after the last', () => {
  let awake = false;
  const source = createStore(0, (set) => {
    awake = true;
    set(1);
    return () => (awake = false);
  });
  const derived = derive([source], (value) => value + 1);
  expect(awake).toBe(false);
  const stop = derived.subscribe(() => undefined);
  expect([awake, derived.get()]).toEqual([true, 2]);
  stop();
  expect(awake).toBe(false);
});

it('follows whatever the source leads to, and leaves what it led to before', () => {
  const rooms = new Map([
    ['a', createStore('hello')],
    ['b', createStore('other')],
  ]);
  const current = createStore('a');
  const text = follow(current, (id) => rooms.get(id) ?? always(''));
  const heard: string[] = [];
  const stop = text.subscribe((value) => heard.push(value));
  rooms.get('a')!.set('hello again');
  current.set('b');
  rooms.get('a')!.set('unheard');
  rooms.get('b')!.set('other again');
  current.set('nowhere');
  stop();
  current.set('a');
  expect(heard).toEqual(['hello again', 'other', 'other again', '']);
  expect(text.get()).toBe('unheard');
});
