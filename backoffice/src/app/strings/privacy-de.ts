import type { privacyEn } from './privacy-en';

export const privacyDe: typeof privacyEn = {
  privacy: {
    title: 'Datenschutz',
    masks: 'Was verdeckt wird',
    masksText:
      'Kartennummern verlassen den Browser der Besucher nie: An ihrer Stelle stehen Punkte. Ergänzen Sie, was hier sonst niemanden angeht, etwa Kundennummern oder Passwörter. Es gilt ab jetzt für Nachrichten, Formulare, Kommentare und die Namen von Dateien.',
    patterns: 'Muster, eines pro Zeile',
    patternsHint:
      '# ist eine Ziffer, @ ein Buchstabe, * beides; Leerzeichen und Striche dürfen fehlen. Wörter stehen für sich.',
    wrongLine: (line: string, most: number) =>
      `„${line}“ ist kein Muster: Es braucht einen Buchstaben, eine Ziffer oder eines von # @ * und höchstens ${most} Zeichen.`,
    tooMany: (most: number) => `Bitte höchstens ${most} Muster.`,
    files: 'Was Besucher anhängen dürfen',
    filesText:
      'Es gilt für Besucher; das Team hängt an, was es will. Was darüber hinausgeht, wird an beiden Enden abgelehnt.',
    kinds: { image: 'Bilder', pdf: 'PDF', text: 'Reiner Text' },
    megabytes: 'Größte Datei, in MB',
    count: 'Höchstens so viele Dateien je Unterhaltung',
    filesWrong: (megabytes: number, count: number) =>
      `Schreiben Sie 1 bis ${megabytes} MB und 0 bis ${count} Dateien.`,
    filesOff: 'Besucher hängen nichts an.',
    try: 'Einen Text ausprobieren',
    tried: 'Sie würden lesen:',
  },
};
