/** The settings of what visitors write and attach. */
export const privacyEn = {
  privacy: {
    title: 'Privacy',
    masks: 'What is masked',
    masksText:
      'Card numbers never leave a visitor’s browser: dots stand in their place. Add what else is nobody’s business here, such as customer numbers or passwords. It holds for messages, forms, comments and the names of files, from now on.',
    patterns: 'Patterns, one a line',
    patternsHint:
      '# is a digit, @ a letter, * either; a blank or dash may be missing. Words stand for themselves.',
    wrongLine: (line: string, most: number) =>
      `“${line}” is no pattern: it needs a letter, a digit or one of # @ *, and at most ${most} characters.`,
    tooMany: (most: number) => `At most ${most} patterns, please.`,
    files: 'What visitors may attach',
    filesText:
      'It holds for visitors; operators attach what they like. Whatever is more is refused on both ends.',
    kinds: { image: 'Pictures', pdf: 'PDF', text: 'Plain text' },
    megabytes: 'Largest file, in MB',
    count: 'Most files in one conversation',
    filesWrong: (megabytes: number, count: number) => `Write 1 to ${megabytes} MB, and 0 to ${count} files.`,
    filesOff: 'Visitors attach nothing.',
    try: 'Try a text',
    tried: 'You would read:',
  },
};
