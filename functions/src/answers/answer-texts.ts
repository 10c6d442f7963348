import type { MailLanguage } from '@foyer/shared-core/model';

interface AnswerTexts {
  readonly greeting: string;
  readonly subject: (brand: string) => string;
  readonly intro: (brand: string) => string;
  readonly file: (name: string) => string;
  readonly goOn: string;
  readonly why: (brand: string) => string;
}

/** What stands around an answer in a mail. */
export const answerTexts: Readonly<Record<MailLanguage, AnswerTexts>> = {
  en: {
    greeting: 'Hello,',
    subject: (brand) => `${brand} has answered you`,
    intro: (brand) => `You wrote to ${brand} in the chat of the website. Here is the answer:`,
    file: (name) => `sent the file “${name}”; you find it in the chat.`,
    goOn: 'To go on, open the chat on the website again, in the same browser. Nobody reads answers to this mail.',
    why: (brand) =>
      `You get this mail because this address was left in the chat of ${brand}. If it was not you, you need not do anything.`,
  },
  de: {
    greeting: 'Hallo,',
    subject: (brand) => `${brand} hat dir geantwortet`,
    intro: (brand) => `Du hast ${brand} im Chat der Website geschrieben. Hier ist die Antwort:`,
    file: (name) => `hat die Datei „${name}“ geschickt; du findest sie im Chat.`,
    goOn: 'Um weiterzuschreiben, öffne den Chat auf der Website im selben Browser. Antworten auf diese Mail liest niemand.',
    why: (brand) =>
      `Du bekommst diese Mail, weil diese Adresse im Chat von ${brand} hinterlassen wurde. Wenn du das nicht warst, musst du nichts tun.`,
  },
};
