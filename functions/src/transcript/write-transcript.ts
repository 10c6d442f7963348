import type { MailLanguage, Message } from '@foyer/shared-core/model';
import { plainText } from '../input.ts';
import type { Mail } from '../mail/mail.ts';

const LONGEST_NAME = 80;

const texts = {
  en: {
    subject: (brand: string) => `Your conversation with ${brand}`,
    intro: (brand: string) =>
      `This is your conversation with ${brand}, sent because somebody asked for it in the chat and gave this address. If that was not you, ignore this mail.`,
    you: 'You',
    someone: 'Support',
    joined: 'joined',
    left: 'left',
    closed: 'ended the conversation',
  },
  de: {
    subject: (brand: string) => `Dein Gespräch mit ${brand}`,
    intro: (brand: string) =>
      `Das ist dein Gespräch mit ${brand}. Jemand hat es im Chat angefordert und diese Adresse angegeben. Warst du das nicht, beachte diese Mail nicht.`,
    you: 'Du',
    someone: 'Support',
    joined: 'ist dazugekommen',
    left: 'hat das Gespräch verlassen',
    closed: 'hat das Gespräch beendet',
  },
} as const satisfies Readonly<Record<MailLanguage, object>>;

/** Writes a conversation as a mail in plain text; what people wrote stands in it as they wrote it, and links nowhere. */
export function writeTranscript(
  to: { readonly email: string; readonly locale: string; readonly timeZone: string },
  brandName: string,
  messages: readonly Message[],
): Mail {
  const language: MailLanguage = /^de\b/i.test(to.locale) ? 'de' : 'en';
  const words = texts[language];
  const brand = plainText(brandName, LONGEST_NAME);
  const { timeZone } = to;
  const times = new Intl.DateTimeFormat(to.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const lines = messages.map((message) => {
    const name = plainText(
      message.name ?? (message.role === 'client' ? words.you : words.someone),
      LONGEST_NAME,
    );
    const said =
      message.kind === 'event'
        ? `${name} ${words[message.event]}`
        : `${name}: ${message.kind === 'text' ? message.text : `[${plainText(message.file.name, 200)}]`}`;
    return `${times.format(message.at)} · ${said}`;
  });
  return {
    to: to.email,
    subject: words.subject(brand),
    text: `${[words.intro(brand), lines.join('\n'), 'Foyer'].join('\n\n')}\n`,
  };
}
