import { describe, expect, it } from 'vitest';
import { createTitleBadge } from './title-badge.ts';

describe('the unread count in the title', () => {
  it('comes, changes and goes', () => {
    const page = { title: 'A shop' };
    const badge = createTitleBadge(page);
    badge.show(0);
    expect(page.title).toBe('A shop');
    badge.show(1);
    expect(page.title).toBe('(1) A shop');
    badge.show(12);
    expect([page.title, badge.bare()]).toEqual(['(12) A shop', 'A shop']);
    badge.show(0);
    expect(page.title).toBe('A shop');
  });

  it('leaves a title alone that the page has changed meanwhile', () => {
    const page = { title: 'A shop' };
    const badge = createTitleBadge(page);
    badge.show(2);
    page.title = 'Your cart';
    badge.show(0);
    expect(page.title).toBe('Your cart');
    badge.show(3);
    expect(page.title).toBe('(3) Your cart');
  });

  it('stands beside the number of another brand, whichever changes and goes first', () => {
    const page = { title: 'A shop' };
    const [acme, globex] = [createTitleBadge(page), createTitleBadge(page)];
    acme.show(2);
    globex.show(1);
    expect(page.title).toBe('(1) (2) A shop');
    acme.show(3);
    expect(page.title).toBe('(3) (1) A shop');
    acme.show(0);
    expect(page.title).toBe('(1) A shop');
    globex.show(0);
    expect(page.title).toBe('A shop');
  });

  it('does not take a number of the page’s own for its', () => {
    const page = { title: '(1) A shop' };
    const badge = createTitleBadge(page);
    badge.show(1);
    badge.show(0);
    expect(page.title).toBe('(1) A shop');
  });
});
