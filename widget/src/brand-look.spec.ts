import { expect, it } from 'vitest';
import { createLooks } from './brand-look.ts';
import { defaultOptions, readSettings } from './options.ts';

const tag = readSettings(defaultOptions('https://foyer.example'), { theme: 'light', radius: '4' }).options;

it('takes the brand’s look over what the tag’s attributes said', () => {
  const looks = createLooks();
  expect(looks.over(tag)).toMatchObject({ theme: 'light', radius: 4 });
  looks.brandSays({ theme: 'dark', label: 'Ask us' });
  expect(looks.over(tag)).toEqual({ ...tag, theme: 'dark', label: 'Ask us' });
});

it('leaves alone what the page’s script has said, until that takes it back', () => {
  const looks = createLooks();
  looks.brandSays({ theme: 'dark', radius: 0 });
  looks.said({ theme: 'light', zIndex: 7 }, []);
  const { options } = readSettings(tag, { theme: 'light', zIndex: 7 });
  expect(looks.over(options)).toMatchObject({ theme: 'light', radius: 0, zIndex: 7 });
  looks.said({ color: '#000000' }, []);
  looks.brandSays({ theme: 'dark', radius: 0, color: '#0b6b61' });
  expect(looks.over(options).color).toBe('#0b6b61');
  looks.said({ theme: undefined }, []);
  expect(looks.over(options).theme).toBe('light');
  looks.said({ theme: null }, []);
  expect(looks.over(options).theme).toBe('dark');
});

it('lets the brand decide what the script has said in a way that was not understood', () => {
  const looks = createLooks();
  looks.brandSays({ theme: 'dark' });
  const pink = { theme: 'pink' };
  const { options, refused } = readSettings(tag, pink);
  looks.said(pink, refused);
  expect(looks.over(options).theme).toBe('dark');
});

it('hears nothing from what is no settings, and tells news from what is known', () => {
  const looks = createLooks();
  for (const nothing of [undefined, null, 'text', 7]) looks.said(nothing, []);
  expect([looks.brandSays({ radius: 2 }), looks.brandSays({ radius: 2 }), looks.brandSays({})]).toEqual([
    true,
    false,
    true,
  ]);
  expect(looks.over(tag)).toEqual(tag);
});
