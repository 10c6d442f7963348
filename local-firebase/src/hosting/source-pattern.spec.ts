import { describe, expect, it } from 'vitest';
import { compileSource, fillDestination } from './source-pattern.ts';

describe('HO4 a source', () => {
  it.each([
    ['/a', '/a', true],
    ['/a', '/a/b', false],
    ['a', '/a', true],
    ['/desk/**', '/desk/x/y', true],
    ['/desk/**', '/desk', true],
    ['/desk/**', '/desks', false],
    ['**', '/', true],
    ['**', '/any/thing.js', true],
    ['**/*.js', '/deep/down/x.js', true],
    ['**/*.@(jpg|png)', '/a/b.png', true],
    ['/*', '/.hidden', true],
    ['/x/:id', '/x/1', true],
    ['/x/:id', '/x/1/2', false],
    ['/x/:rest*', '/x/1/2', true],
  ])('%s takes %s: %s', (source, path, expected) => {
    expect(compileSource({ source })(path) !== undefined).toBe(expected);
  });

  it('takes paths by regular expression too, with RE2’s named groups', () => {
    const parts = compileSource({ regex: '^/b/(?P<id>\\d+)$' })('/b/12');
    expect(fillDestination('/books/:id', parts!)).toBe('/books/12');
  });

  it('fills a part of several segments in', () => {
    const parts = compileSource({ source: '/old/:path*' })('/old/a/b');
    expect(fillDestination('/new/:path', parts!)).toBe('/new/a/b');
  });

  it('must be there', () => {
    expect(() => compileSource({})).toThrow('neither "source" nor "regex"');
  });
});
