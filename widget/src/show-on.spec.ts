import { describe, expect, it } from 'vitest';
import { isShownOn, readShowOn } from './show-on.ts';

/** A page at an address, as far as it is looked at. */
function page(address: string, isPhone = false): Window {
  return { location: new URL(address), matchMedia: () => ({ matches: isPhone }) } as unknown as Window;
}

function isShown(setting: unknown, address: string, isPhone = false): boolean {
  const showOn = readShowOn(setting);
  if (!showOn) throw new Error('not understood');
  return isShownOn(showOn, page(address, isPhone));
}

describe('where the launcher stands', () => {
  it.each([
    ['desktop', 'https://a.example/', true],
    ['mobile', 'https://a.example/', false],
    ['/shop', 'https://a.example/shop?x#y', true],
    ['/shop', 'https://a.example/shop/1', false],
    ['/shop/*', 'https://a.example/shop/1/2', true],
    ['/shop/*', 'https://a.example/shop', false],
    ['*', 'https://a.example/', true],
    ['/*/help/*', 'https://a.example/de/help/1', true],
    ['/*/help/*', 'https://a.example/help/1', false],
    ['/a.b/*', 'https://a.example/axb/1', false],
    ['/a*a', 'https://a.example/a', false],
    ['/ab*cd*ef', 'https://a.example/ab-cd-ef', true],
    ['/ab*cd*ef', 'https://a.example/ab-ef', false],
    ['https://a.example/*', 'https://a.example/x', true],
    ['https://b.example/*', 'https://a.example/x', false],
    ['!/pay', 'https://a.example/pay', false],
    ['!/pay', 'https://a.example/', true],
    ['/shop/* !*/pay', 'https://a.example/shop/pay', false],
    ['/shop/* /help', 'https://a.example/help', true],
    ['desktop mobile', 'https://a.example/', true],
  ])('%s: at %s it is %s', (setting, address, expected) => {
    expect(isShown(setting, address)).toBe(expected);
  });

  it('tells phones from the rest', () => {
    expect(isShown('mobile', 'https://a.example/', true)).toBe(true);
    expect(isShown(['desktop'], 'https://a.example/', true)).toBe(false);
    expect(isShown(['desktop'], 'https://a.example/')).toBe(true);
  });
});
