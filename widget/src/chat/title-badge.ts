/** Shows how many messages are unread before the page's title; whatever the page makes of its title meanwhile stays. */
export interface TitleBadge {
  /** Shows the number; 0 leaves the title as the page wants it. */
  show(count: number): void;
  /** The page's title without the number. */
  bare(): string;
}

/** A badge on the title of `page`. */
export function createTitleBadge(page: Pick<Document, 'title'>): TitleBadge {
  let shown = '';
  /** Another brand's number may stand before this one. */
  const bare = (): string => {
    const [numbers = ''] = /^(\(\d+\) )*/.exec(page.title) ?? [];
    return numbers.replace(shown, '') + page.title.slice(numbers.length);
  };
  return {
    bare,
    show(count) {
      const own = bare();
      shown = count > 0 ? `(${count}) ` : '';
      // Pages watch their title: one that stays as it is must not be written.
      if (page.title !== shown + own) page.title = shown + own;
    },
  };
}
