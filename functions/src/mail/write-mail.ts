import type { MailLanguage } from '@foyer/shared-core/model';
import { plainText } from '../input.ts';
import type { Mail } from './mail.ts';
import { mailTexts, type MailText } from './mail-texts.ts';

const LONGEST_NAME = 80;

/** Writes a mail as plain text and as a small HTML page that says the same, without a picture or anything from elsewhere. */
export function writeMail(
  to: { readonly email: string; readonly name: string; readonly language: MailLanguage },
  { subject, before, link, after }: MailText,
  address?: string,
): Mail {
  const greeting = mailTexts[to.language].greeting(plainText(to.name, LONGEST_NAME));
  const lines = (isHtml: boolean): readonly string[] => [
    ...[greeting, ...before].map((line) => (isHtml ? paragraph(escape(line)) : line)),
    ...(address === undefined ? [] : [isHtml ? linkOf(address, link ?? address) : address]),
    ...after.map((line) => (isHtml ? paragraph(escape(line)) : line)),
    isHtml ? paragraph('Foyer') : 'Foyer',
  ];
  return {
    to: to.email,
    subject,
    text: `${lines(false).join('\n\n')}\n`,
    html: `<!doctype html><html lang="${to.language}"><meta charset="utf-8"><title>${escape(subject)}</title><body style="font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:2em auto;padding:0 1em">${lines(true).join('')}</body></html>`,
  };
}

function paragraph(html: string): string {
  return `<p>${html}</p>`;
}

/** The address is shown, too: whoever reads a mail should see where it leads. */
function linkOf(address: string, text: string): string {
  const href = escape(address);
  return `${paragraph(`<a href="${href}">${escape(text)}</a>`)}${paragraph(`<small>${href}</small>`)}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');
}
