import { describe, expect, it } from 'vitest';
import { readOrigins } from './access-draft';

describe('origins, one a line', () => {
  it('are taken as browsers send them, once each', () => {
    expect(readOrigins(' https://shop.example/ \n\nhttps://shop.example\nhttp://localhost:8080')).toEqual({
      origins: ['https://shop.example', 'http://localhost:8080'],
      wrong: null,
    });
  });

  it.each(['shop.example', 'http://shop.example', 'https://shop.example/chat', 'javascript:alert(1)', '*'])(
    'are not %s',
    (line) => {
      expect(readOrigins(`https://a.example\n${line}`).wrong).toBe(line);
    },
  );
});
