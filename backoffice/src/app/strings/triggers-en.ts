/** The settings of what a brand says first. */
export const triggersEn = {
  triggers: {
    title: 'Said first',
    heading: 'Messages beside the launcher',
    lead: 'A visitor who has not opened the chat may be asked something. Pages ask for these messages when their tag has data-prefetch="true", which the line for your website then carries; a change arrives within a minute.',
    message: (at: number) => `Message ${at}`,
    text: 'What it says',
    after: 'After so many seconds',
    url: 'Where the address contains',
    urlHint: 'Empty: on every page.',
    once: 'Not again once answered',
    onceFor: { session: 'in this visit', visitor: 'ever' },
    add: 'Add a message',
    remove: (name: string) => `Remove ${name}`,
    wrong: (name: string, longest: number, most: number) =>
      `${name} needs a text of at most ${longest} characters and a whole number of seconds from 0 to ${most}.`,
  },
};
