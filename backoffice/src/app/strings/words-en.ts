import { plural } from './plural-en';

/** The brand's own words for the widget's texts. */
export const wordsEn = {
  words: {
    title: 'Texts',
    heading: 'Own words of the chat',
    lead: 'Say it your way: what you write here stands in place of the chat’s own text, at once, in open chats, too. Leave a field empty for the chat’s own text. Words for emptyText replace the welcome text in their language; what a page sets by itself (messages) replaces both.',
    language: 'Language of the visitor',
    unsavedIn: (language: string) => `${language} (unsaved)`,
    search: 'Search',
    ownOnly: 'Only own words',
    count: (own: number, all: number) => `Own words: ${own} of ${all} ${plural(all, 'text', 'texts')}`,
    none: 'No text matches.',
    reset: (text: string) => `Back to the chat’s own text: ${text}`,
    failed: 'The texts of the chat could not be loaded.',
    missing: (places: string) => `Keep ${places}: the chat fills it in there.`,
    unknown: (places: string) => `Leave ${places} out: nothing is filled in there.`,
    tooLong: 'All own words of one language together are too long. Shorten some of them.',
    groups: {
      '': 'Conversation',
      fileKinds: 'Kinds of files',
      emoji: 'Emoji',
      rooms: 'List of conversations',
      forms: 'Forms and absence',
      queue: 'Queue',
      problems: 'When something is wrong',
    },
  },
};
