import { SERVER_TIME, limits, paths } from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import { anyText, change, moved, past, recordWrongs } from './acts.ts';
import type { Row, Situation, Variants } from './row.ts';
import { brand } from './world.ts';

const formFields = Array.from({ length: limits.formFields }, (_, at) => `f${at}`);

/** Each field of the form with an answer of this length. */
function answersOf(what: string, length: number): Variants<Update> {
  const variants = formFields.map((field): [string, Variants<Update>[string]] => [
    `${field} ${what}`,
    (update, actor) => change(update, paths.userAnswers(brand, actor.id), field, 'x'.repeat(length)),
  ]);
  return Object.fromEntries(variants);
}

/** A language tag of a length. */
function localeOf(length: number): string {
  return `${length % 2 === 0 ? 'aa' : 'aaa'}-a`.padEnd(length, '-a');
}

/** What the visitor told, so many milliseconds ago. */
function toldBefore(pathOf: (brand: string, visitor: string) => string, age: number): Situation['before'] {
  return (actor, _cast, now) => ({ [pathOf(brand, actor.id)]: { email: 'a@b', at: now - age } });
}

/** What visitors tell about themselves in forms. */
export const toldRows: readonly Row[] = [
  {
    path: 'users/{brand}/{visitor}/answers',
    operation: 'write',
    what: 'what the visitor wrote into the form',
    allowed: ['owner', 'neighbour'],
    act: (actor) => ({
      [paths.userAnswers(brand, actor.id)]: {
        ...Object.fromEntries(formFields.map((field) => [field, 'Ada'])),
        consent: true,
        at: SERVER_TIME,
      },
    }),
    wrong: {
      time: (update, actor) => change(update, paths.userAnswers(brand, actor.id), 'at', past),
      'extra child': (update, actor) => change(update, paths.userAnswers(brand, actor.id), 'extra', true),
      'missing part': (update, actor) => change(update, paths.userAnswers(brand, actor.id), 'at', null),
      sender: (update, actor) =>
        moved(update, paths.userAnswers(brand, actor.id), paths.userAnswers(brand, 'somebody-else')),
      'a consent that was not given': (update, actor) =>
        change(update, paths.userAnswers(brand, actor.id), 'consent', false),
      'an eleventh field': (update, actor) => change(update, paths.userAnswers(brand, actor.id), 'f10', 'x'),
      ...answersOf('over the limit', limits.answer + 1),
      deletion: (_update, actor) => ({ [paths.userAnswers(brand, actor.id)]: null }),
    },
    also: {
      ...answersOf('as long as can be', limits.answer),
      'consent alone': (_update, actor) => ({
        [paths.userAnswers(brand, actor.id)]: { consent: true, at: SERVER_TIME },
      }),
      'no consent asked for': (update, actor) =>
        change(update, paths.userAnswers(brand, actor.id), 'consent', null),
    },
    given: (actor) => ({ [paths.userAnswers(brand, actor.id)]: null }),
    when: {
      'the last answers are 1 ms too young': {
        granted: false,
        before: toldBefore(paths.userAnswers, limits.pageIntervalMs - 1),
      },
      'the last answers are just old enough': {
        granted: true,
        before: toldBefore(paths.userAnswers, limits.pageIntervalMs),
      },
    },
    tolerates: {
      'users…/answers without consent': 'not every form asks for it',
      'users…/answers leaf by leaf, consent as it was': 'not every form asks for it',
      ...Object.fromEntries(
        formFields.flatMap((field) => [
          [`users…/answers without ${field}`, 'not every form has ten fields'],
          [`users…/answers leaf by leaf, ${field} as it was`, 'not every form has ten fields'],
          [`users…/answers/${field} longer`, anyText],
          [`users…/answers/${field} shifted`, anyText],
          [`users…/answers leaf by leaf, ${field} longer`, anyText],
          [`users…/answers leaf by leaf, ${field} shifted`, anyText],
        ]),
      ),
    },
  },
  {
    path: 'users/{brand}/{visitor}/contact',
    operation: 'write',
    what: 'where the visitor wants to be answered',
    allowed: ['owner', 'neighbour'],
    act: (actor) => ({
      [paths.userContact(brand, actor.id)]: { email: 'ada@acme.test', locale: 'pt-BR', at: SERVER_TIME },
    }),
    wrong: {
      ...recordWrongs((actor) => paths.userContact(brand, actor.id), 'email'),
      sender: (update, actor) =>
        moved(update, paths.userContact(brand, actor.id), paths.userContact(brand, 'somebody-else')),
      length: (update, actor) =>
        change(update, paths.userContact(brand, actor.id), 'email', 'a@'.padEnd(limits.email + 1, 'x')),
      'an address with another beside it': (update, actor) =>
        change(update, paths.userContact(brand, actor.id), 'email', 'ada@acme.test, eve@acme.test'),
      'a language over the limit': (update, actor) =>
        change(update, paths.userContact(brand, actor.id), 'locale', localeOf(limits.locale + 1)),
      'a language that is no tag': (update, actor) =>
        change(update, paths.userContact(brand, actor.id), 'locale', 'de\r\nBcc: eve@acme.test'),
      'a language that is no text': (update, actor) =>
        change(update, paths.userContact(brand, actor.id), 'locale', 12),
      deletion: (_update, actor) => ({ [paths.userContact(brand, actor.id)]: null }),
    },
    also: {
      'the longest language': (update, actor) =>
        change(update, paths.userContact(brand, actor.id), 'locale', localeOf(limits.locale)),
      'no language': (update, actor) => change(update, paths.userContact(brand, actor.id), 'locale', null),
      'the longest address': (update, actor) =>
        change(update, paths.userContact(brand, actor.id), 'email', 'a@'.padEnd(limits.email, 'x')),
    },
    given: (actor) => ({ [paths.userContact(brand, actor.id)]: null }),
    when: {
      'the last address is 1 ms too young': {
        granted: false,
        before: toldBefore(paths.userContact, limits.pageIntervalMs - 1),
      },
      'the last address is just old enough': {
        granted: true,
        before: toldBefore(paths.userContact, limits.pageIntervalMs),
      },
    },
    tolerates: {
      'users…/contact without locale': 'not every page has told a language',
      'users…/contact leaf by leaf, locale as it was': 'not every page has told a language',
      'users…/contact/email longer': 'any address will do',
      'users…/contact/email shifted': 'any address will do',
    },
  },
];
