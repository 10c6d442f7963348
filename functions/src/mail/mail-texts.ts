import type { MailLanguage } from '@foyer/shared-core/model';
import type { Notice } from './mail-job.ts';

/** What a mail says, in paragraphs; `{name}` is put in by the caller. */
export interface MailText {
  readonly subject: string;
  readonly before: readonly string[];
  /** What the link is called; absent where there is none. */
  readonly link?: string;
  readonly after: readonly string[];
}

export interface MailTexts {
  readonly greeting: (name: string) => string;
  readonly reset: MailText;
  readonly invite: MailText;
  readonly notices: Readonly<Record<Notice, MailText>>;
}

const notYouEn =
  'If that was not you, sign in, choose a new password, and end all other sessions under “My account”. Then tell an admin.';
const notYouDe =
  'Wenn du das nicht warst: Melde dich an, wähle ein neues Passwort und beende unter „Mein Konto“ alle anderen Sitzungen. Sage danach einem Admin Bescheid.';

const en: MailTexts = {
  greeting: (name) => `Hello ${name},`,
  reset: {
    subject: 'Choose a new password',
    before: [
      'Somebody asked for a new password for your account at the Foyer desk. To choose one, open this link within an hour:',
    ],
    link: 'Choose a new password',
    after: [
      'The link works once. Choosing a new password signs you out everywhere; your second factor stays.',
      'If it was not you who asked, you need not do anything: your password stays as it is.',
    ],
  },
  invite: {
    subject: 'Your account at the Foyer desk',
    before: [
      'There is an account for you at the Foyer desk, where visitors’ questions are answered. To choose your password, open this link within seven days:',
    ],
    link: 'Choose your password',
    after: ['The link works once. If it is too late, ask your admin to invite you again.'],
  },
  notices: {
    'password-changed': {
      subject: 'Your password was changed',
      before: ['The password of your account at the Foyer desk was changed. You were signed out everywhere.'],
      after: [
        'If that was not you, choose a new one with “Forgot your password?” on the sign-in page, and tell an admin.',
      ],
    },
    'factor-added': {
      subject: 'A second factor was added',
      before: ['A second factor was added to your account at the Foyer desk.'],
      after: [notYouEn],
    },
    'factor-removed': {
      subject: 'A second factor was removed',
      before: ['A second factor was removed from your account at the Foyer desk.'],
      after: [notYouEn],
    },
    'factors-reset': {
      subject: 'Your second factors were reset',
      before: [
        'An admin removed every second factor from your account at the Foyer desk, and signed you out everywhere.',
      ],
      after: ['If you did not ask for that, tell another admin.'],
    },
    'recovery-codes-replaced': {
      subject: 'Your recovery codes were replaced',
      before: ['New recovery codes were made for your account at the Foyer desk. The earlier ones are void.'],
      after: [notYouEn],
    },
    'recovery-code-used': {
      subject: 'A recovery code was used',
      before: [
        'Somebody signed in to your account at the Foyer desk with a recovery code in place of the second factor. That code is used up now.',
      ],
      after: [notYouEn],
    },
  },
};

const de: MailTexts = {
  greeting: (name) => `Hallo ${name},`,
  reset: {
    subject: 'Neues Passwort wählen',
    before: [
      'Jemand hat für dein Konto am Foyer-Schreibtisch ein neues Passwort angefordert. Um eines zu wählen, öffne innerhalb einer Stunde diesen Link:',
    ],
    link: 'Neues Passwort wählen',
    after: [
      'Der Link gilt einmal. Mit dem neuen Passwort wirst du überall abgemeldet; dein zweiter Faktor bleibt.',
      'Wenn du das nicht warst, musst du nichts tun: Dein Passwort bleibt, wie es ist.',
    ],
  },
  invite: {
    subject: 'Dein Konto am Foyer-Schreibtisch',
    before: [
      'Für dich gibt es jetzt ein Konto am Foyer-Schreibtisch, wo Fragen von Besuchern beantwortet werden. Um dein Passwort zu wählen, öffne innerhalb von sieben Tagen diesen Link:',
    ],
    link: 'Passwort wählen',
    after: ['Der Link gilt einmal. Ist es zu spät, bitte deinen Admin um eine neue Einladung.'],
  },
  notices: {
    'password-changed': {
      subject: 'Dein Passwort wurde geändert',
      before: [
        'Das Passwort deines Kontos am Foyer-Schreibtisch wurde geändert. Du wurdest überall abgemeldet.',
      ],
      after: [
        'Wenn du das nicht warst: Wähle auf der Anmeldeseite mit „Passwort vergessen?“ ein neues und sage einem Admin Bescheid.',
      ],
    },
    'factor-added': {
      subject: 'Ein zweiter Faktor kam dazu',
      before: ['Zu deinem Konto am Foyer-Schreibtisch kam ein zweiter Faktor dazu.'],
      after: [notYouDe],
    },
    'factor-removed': {
      subject: 'Ein zweiter Faktor wurde entfernt',
      before: ['Von deinem Konto am Foyer-Schreibtisch wurde ein zweiter Faktor entfernt.'],
      after: [notYouDe],
    },
    'factors-reset': {
      subject: 'Deine zweiten Faktoren wurden zurückgesetzt',
      before: [
        'Ein Admin hat alle zweiten Faktoren deines Kontos am Foyer-Schreibtisch entfernt und dich überall abgemeldet.',
      ],
      after: ['Wenn du nicht darum gebeten hast, sage es einem anderen Admin.'],
    },
    'recovery-codes-replaced': {
      subject: 'Deine Wiederherstellungscodes wurden ersetzt',
      before: [
        'Für dein Konto am Foyer-Schreibtisch wurden neue Wiederherstellungscodes gemacht. Die früheren gelten nicht mehr.',
      ],
      after: [notYouDe],
    },
    'recovery-code-used': {
      subject: 'Ein Wiederherstellungscode wurde benutzt',
      before: [
        'Jemand hat sich mit einem Wiederherstellungscode anstelle des zweiten Faktors bei deinem Konto am Foyer-Schreibtisch angemeldet. Dieser Code ist jetzt verbraucht.',
      ],
      after: [notYouDe],
    },
  },
};

export const mailTexts: Readonly<Record<MailLanguage, MailTexts>> = { en, de };
