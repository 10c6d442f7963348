import { directionOf, type VisitorLanguage } from '../mail/visitor-language.ts';

interface StopTexts {
  readonly title: string;
  readonly ask: string;
  readonly button: string;
  readonly done: string;
  readonly failed: string;
}

const texts: Readonly<Record<VisitorLanguage, StopTexts>> = {
  en: {
    title: 'Mails about your conversation',
    ask: 'Do you want no more mails about this conversation?',
    button: 'No more mails',
    done: 'You get no more mails about this conversation.',
    failed: 'That did not work just now. Please try again in a few minutes.',
  },
  de: {
    title: 'Mails zu deinem Gespräch',
    ask: 'Möchtest du keine Mails zu diesem Gespräch mehr?',
    button: 'Keine Mails mehr',
    done: 'Du bekommst keine Mails zu diesem Gespräch mehr.',
    failed: 'Das hat gerade nicht geklappt. Bitte versuche es in einigen Minuten noch einmal.',
  },
  fr: {
    title: 'E-mails sur votre conversation',
    ask: 'Ne plus recevoir d’e-mails sur cette conversation ?',
    button: 'Plus d’e-mails',
    done: 'Vous ne recevrez plus d’e-mails sur cette conversation.',
    failed: 'Cela n’a pas fonctionné. Réessayez dans quelques minutes.',
  },
  es: {
    title: 'Correos sobre tu conversación',
    ask: '¿No quieres recibir más correos sobre esta conversación?',
    button: 'No más correos',
    done: 'No recibirás más correos sobre esta conversación.',
    failed: 'No ha funcionado. Inténtalo de nuevo en unos minutos.',
  },
  pt: {
    title: 'E-mails sobre a sua conversa',
    ask: 'Não quer receber mais e-mails sobre esta conversa?',
    button: 'Não receber mais',
    done: 'Não receberá mais e-mails sobre esta conversa.',
    failed: 'Não funcionou. Tente novamente dentro de alguns minutos.',
  },
  uk: {
    title: 'Листи про вашу розмову',
    ask: 'Більше не надсилати листів про цю розмову?',
    button: 'Більше не надсилати',
    done: 'Ви більше не отримуватимете листів про цю розмову.',
    failed: 'Зараз не вдалося. Спробуйте ще раз за кілька хвилин.',
  },
  pl: {
    title: 'Wiadomości o Twojej rozmowie',
    ask: 'Nie chcesz więcej wiadomości o tej rozmowie?',
    button: 'Nie wysyłajcie więcej',
    done: 'Nie otrzymasz więcej wiadomości o tej rozmowie.',
    failed: 'Tym razem się nie udało. Spróbuj ponownie za kilka minut.',
  },
  ar: {
    title: 'رسائل عن محادثتك',
    ask: 'ألا تريد مزيدًا من الرسائل عن هذه المحادثة؟',
    button: 'لا مزيد من الرسائل',
    done: 'لن تصلك رسائل أخرى عن هذه المحادثة.',
    failed: 'لم ينجح ذلك الآن. حاول مرة أخرى بعد بضع دقائق.',
  },
  he: {
    title: 'הודעות על השיחה שלך',
    ask: 'להפסיק לקבל הודעות על השיחה הזו?',
    button: 'די להודעות',
    done: 'לא יישלחו אליך עוד הודעות על השיחה הזו.',
    failed: 'זה לא הצליח כרגע. כדאי לנסות שוב בעוד כמה דקות.',
  },
  ja: {
    title: '会話についてのメール',
    ask: 'この会話についてのメールを止めますか。',
    button: 'メールを止める',
    done: 'この会話についてのメールは今後届きません。',
    failed: '処理できませんでした。数分後にもう一度お試しください。',
  },
};

/** A page of our own words only: nothing of what the address says is in it. The form goes to the page's own address. */
export function stopPage(language: VisitorLanguage, state: 'ask' | 'done' | 'failed'): string {
  const words = texts[language];
  const form =
    state === 'done'
      ? ''
      : `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${words.button}</button></form>`;
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${words.title}</title><style>:root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32em;margin:3em auto;padding:0 1em}button{font:inherit;padding:.6em 1.2em;border-radius:.5em}</style><main><h1>${words.title}</h1><p role="status">${words[state]}</p>${form}</main></html>`;
}
