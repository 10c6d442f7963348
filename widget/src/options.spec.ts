import { describe, expect, it } from 'vitest';
import { defaultOptions, readSettings } from './options.ts';
import type { Options } from './options.ts';

const origin = 'https://chat.example.com';
const start = defaultOptions(origin);

function read(given: unknown): { readonly options: Options; readonly refused: readonly string[] } {
  return readSettings(start, given);
}

describe('the settings', () => {
  it('need nothing but a brand', () => {
    const { options, refused } = read({ brand: 'acme' });
    expect(refused).toEqual([]);
    expect(options).toEqual({ ...start, brand: 'acme' });
    expect(start).toMatchObject({
      origin,
      position: null,
      theme: 'auto',
      launcher: 'visible',
      consent: 'granted',
    });
  });

  it.each(['  ', 'a/b', 'a.b', 'x'.repeat(65), '../acme', '{{acme}}', 7.5, {}, ['acme']])(
    'name no brand by %j',
    (brand) => {
      expect(read({ brand })).toEqual({ options: start, refused: ['brand'] });
    },
  );

  it('are read alike from attributes and from an object', () => {
    const attributes = {
      brand: 'acme',
      autoStart: 'false',
      color: '#0F766E',
      position: 'left',
      offsetX: '0',
      offsetY: '96',
      mobileOffsetX: '4',
      mobileOffsetY: '60',
      zIndex: '10',
      theme: 'dark',
      locale: 'de-at',
      dir: 'rtl',
      label: 'Need help?',
      icon: 'question',
      launcher: 'hidden',
      launcherSelector: '.help',
      container: '#chat',
      openOnLoad: 'true',
      persistOpen: 'closed',
      storage: 'session',
      consent: 'pending',
      contact: 'tel:+4930123456',
      userId: '42',
      userName: 'Kim',
      radius: '0',
      prefetch: 'true',
      hideWhenOffline: 'true',
      showOn: 'desktop /shop/* !/shop/pay',
      features: 'no-upload no-endChat',
      tags: 'vip, <b>bold</b>',
      department: 'returns',
      operator: 'op-1_Z',
    };
    const settings = {
      ...attributes,
      ...{ autoStart: false, offsetX: 0, offsetY: 96, mobileOffsetX: 4, mobileOffsetY: 60, zIndex: 10 },
      ...{ openOnLoad: true, prefetch: true, hideWhenOffline: true, userId: 42, radius: 0 },
      showOn: ['desktop', '/shop/*', '!/shop/pay'],
      features: { upload: false, endChat: false },
      tags: ['vip', '<b>bold</b>'],
    };
    const features = { ...start.features, upload: false, endChat: false };
    const expected = {
      ...{
        options: {
          ...settings,
          origin,
          nonce: '',
          locale: 'de-AT',
          userId: '42',
          messages: {},
          features,
          showOn: settings.showOn,
          ...{ identity: null, attributes: {}, prechat: {} },
        },
        refused: [],
      },
    };
    expect(read(attributes)).toEqual(expected);
    expect(read(settings)).toEqual(expected);
  });

  it.each([
    ['color', 'red;} body { display: none'],
    ['color', 'url(https://evil.example)'],
    ['offsetX', '1e3'],
    ['offsetX', -5],
    ['offsetX', 2.5],
    ['offsetY', '20px'],
    ['offsetY', 401],
    ['zIndex', '9999999999'],
    ['theme', 'Dark'],
    ['locale', 'not a language'],
    ['dir', 'up'],
    ['launcher', 'none'],
    ['contact', 'javascript:alert(1)'],
    ['contact', '//evil.example'],
    ['openOnLoad', 'yes'],
    ['userName', 'x'.repeat(201)],
    ['container', { nodeType: 1 }],
    ['messages', 'title'],
    ['label', { toString: () => 'x' }],
    ['label', Symbol('x')],
    ['features', 'no-thing'],
    ['features', { upload: 'no' }],
    ['features', { thing: false }],
    ['features', 7],
    ['showOn', 'phones'],
    ['showOn', 'javascript:x'],
    ['showOn', { urls: '/shop' }],
    ['showOn', '/x'.repeat(1501)],
    ['showOn', '/*a*a*'],
    ['showOn', ['/', 7]],
    ['showOn', 7],
    ['tags', ['vip', 7]],
    ['tags', ['x'.repeat(41)]],
    ['tags', { 0: 'vip' }],
    ['department', 'x'.repeat(81)],
    ['operator', 'a/b'],
    ['operator', 'x'.repeat(81)],
    ['attributes', 'plan=gold'],
    ['attributes', { plan: {} }],
    ['attributes', { 'a b': 1 }],
    ['prechat', 'Kim'],
    ['identity', '42'],
    ['identity', { userId: {} }],
    ['identity', { userId: 42, getToken: 'x' }],
    ['identity', { userId: 42, hash: 7 }],
  ])('change nothing where they are not understood: %s = %o', (name, value) => {
    expect(read({ [name]: value })).toEqual({ options: start, refused: [name] });
  });

  it('make a link of a bare mail address', () => {
    expect(read({ contact: 'help@acme.example' }).options.contact).toBe('mailto:help@acme.example');
  });

  it('are the default again where they are empty', () => {
    const { options } = readSettings(read({ label: 'Help', offsetX: 4 }).options, {
      label: '',
      offsetX: null,
    });
    expect(options).toEqual(start);
  });

  it('copy texts and nothing else (A100)', () => {
    const given = JSON.parse(
      '{"messages": {"title": "Hi", "subtitle": {"x": 1}, "menu": 7, "__proto__": {"role": "admin"}}, "__proto__": {"color": "#ffffff"}}',
    ) as unknown;
    expect(read(given).options).toEqual({ ...start, messages: { title: 'Hi' } });
  });

  it('copy a person, attributes and answers by their names (A100)', () => {
    const getToken = (): null => null;
    const given = {
      identity: { userId: 42, userName: 'Kim', getToken, role: 'admin' },
      attributes: JSON.parse('{"plan": "gold", "seats": 5}') as unknown,
      prechat: JSON.parse('{"E-mail": "kim@acme.test", "f1": 7, "__proto__": {"f0": "x"}}') as unknown,
    };
    expect(read(given)).toEqual({
      options: {
        ...start,
        identity: { userId: '42', userName: 'Kim', getToken },
        attributes: { plan: 'gold', seats: '5' },
        prechat: { 'E-mail': 'kim@acme.test' },
      },
      refused: [],
    });
  });

  it('survive a getter that throws (A100)', () => {
    const trap = {
      brand: 'acme',
      get color(): string {
        throw new Error('trap');
      },
    };
    expect(read(trap)).toEqual({ options: { ...start, brand: 'acme' }, refused: ['color'] });
  });

  it('cannot change where the chat connects to (A102)', () => {
    const hostile = { brand: 'acme', origin: 'https://evil.example', api: 'x', databaseURL: 'x', src: 'x' };
    expect(read(hostile).options).toEqual(read({ brand: 'acme' }).options);
  });

  it('are told when they are misspelt, but not of a tag, which may have other attributes', () => {
    const misspelt = { brand: 'acme', colour: '#ff0000' };
    expect(read(misspelt).refused).toEqual(['colour']);
    expect(readSettings(start, misspelt, true).refused).toEqual([]);
  });

  it('stay as they are where they are undefined, and are the default again where they are null', () => {
    const { options } = read({ brand: 'acme', consent: 'pending', color: '#ff0000' });
    expect(readSettings(options, { consent: undefined, color: undefined }).options).toEqual(options);
    expect(readSettings(options, { consent: null }).options.consent).toBe('granted');
  });

  it('are read as own properties only', () => {
    expect(read(Object.create({ brand: 'acme', color: '#ffffff' })).options).toEqual(start);
  });
});
