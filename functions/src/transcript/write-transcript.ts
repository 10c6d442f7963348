import { linkify, type Message } from '@foyer/shared-core/model';
import { plainText } from '../input.ts';
import type { Mail } from '../mail/mail.ts';
import { visitorLanguage } from '../mail/visitor-language.ts';
import { transcriptTexts } from './transcript-texts.ts';

const LONGEST_NAME = 80;

/** Writes a conversation as a mail in plain text; what people wrote stands in it as they wrote it. */
export function writeTranscript(
  to: { readonly email: string; readonly locale: string; readonly timeZone: string },
  brandName: string,
  messages: readonly Message[],
): Mail {
  const words = transcriptTexts[visitorLanguage(to.locale)];
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
        ? words[message.event](name)
        : `${name}: ${message.kind === 'text' ? textOf(message.text, message.role) : `[${plainText(message.file.name, 200)}]`}`;
    return `${times.format(message.at)} · ${said}`;
  });
  return {
    to: to.email,
    subject: words.subject(brand),
    text: `${[words.intro(brand), lines.join('\n'), 'Foyer'].join('\n\n')}\n`,
    isAutomatic: true,
  };
}

/**
 * Mail programs make links of what looks like one. A visitor's are written so that they make none: whoever has a
 * conversation sent to a stranger would lead them somewhere in the company's name.
 */
function textOf(text: string, role: Message['role']): string {
  if (role !== 'client') return text;
  return linkify(text)
    .map((part) => (part.kind === 'link' ? part.text.replace(/[.:@]/g, '[$&]') : part.text))
    .join('');
}
