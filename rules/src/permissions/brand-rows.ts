import { languages, limits, paths } from '@foyer/shared-core/model';
import { anyText, desk } from './acts.ts';
import { lastThing, sealed } from './row.ts';
import type { Row, WriteRow } from './row.ts';
import { brand } from './world.ts';

const profileFields = { name: 'Acme', color: '#123456', welcome: 'Hello', live: true } as const;

const someHours = '{"zone":"UTC","week":{},"holidays":[]}';
const someForms = '{"preChat":{"fields":[],"consent":""}}';
const someFiles = '{"types":["image"],"bytes":1000000,"count":3}';
const someLook = '{"theme":"dark","radius":4}';
const someTriggers = '[{"text":"Need help?","after":9,"url":"","once":"session"}]';
const values = {
  ...profileFields,
  hours: someHours,
  forms: someForms,
  masks: '####-####',
  files: someFiles,
  triggers: someTriggers,
  look: someLook,
};

/** A field that only an admin may change. */
function profileRow(
  field: keyof typeof values,
  wrong: unknown,
  also: readonly unknown[],
  tolerates: Readonly<Record<string, string>> = {},
): WriteRow {
  const path = `${paths.profile(brand)}/${field}`;
  const value = values[field];
  const others = Object.keys(profileFields).filter((other) => other !== field);
  return {
    path: `brands/{brand}/profile/${field}`,
    operation: 'write',
    what: 'change',
    allowed: ['admin'],
    act: () => ({ [path]: value }),
    wrong: {
      'wrong value': () => ({ [path]: wrong }),
      deletion: () => ({ [path]: null }),
      'extra child': () => ({ [path]: value, [`${paths.profile(brand)}/extra`]: 1 }),
      'a brand that there is none': () =>
        Object.fromEntries(
          Object.entries({ ...profileFields, [field]: value }).map(([key, one]) => [
            `${paths.profile('no-brand')}/${key}`,
            one,
          ]),
        ),
    },
    also: Object.fromEntries(also.map((other, index) => [`value ${index + 2}`, () => ({ [path]: other })])),
    when: Object.fromEntries(
      others.map((other) => [
        `the profile lacks its ${other}`,
        { granted: false, before: () => ({ [`${paths.profile(brand)}/${other}`]: null }) },
      ]),
    ),
    tolerates,
  };
}

/** The rule bounds the text; its reader refuses what is malformed. */
function anyJson(field: string): Readonly<Record<string, string>> {
  const what = 'its reader says what is well-formed';
  return {
    [`brands…/${field} longer`]: what,
    [`brands…/${field} shifted`]: what,
    [`brands…/${field} empty`]: 'none is a choice',
  };
}

const words = (language: string, of: string = brand): string => `brand-words/${of}/${language}`;
const someWords = '{"title":"Ask us"}';

/** What a brand says in place of the widget's texts. */
const wordRows: readonly Row[] = [
  {
    path: 'brand-words/{brand}/{language}',
    operation: 'read',
    what: 'the brand’s own words in one language',
    allowed: ['owner', 'neighbour', 'banned', ...desk],
    act: () => ({ path: words('de') }),
    wrong: { 'in all languages': () => ({ path: `brand-words/${brand}` }) },
  },
  {
    path: 'brand-words/{brand}/{language}',
    operation: 'write',
    what: 'change',
    allowed: ['admin'],
    act: () => ({ [words('de')]: someWords }),
    wrong: {
      'too long': () => ({ [words('de')]: 'x'.repeat(limits.ownWords + 1) }),
      deletion: () => ({ [words('de')]: null }),
      'a language that the widget does not speak': () => ({ [words('tlh')]: someWords }),
      'a language that begins like one': () => ({ [words('de-AT')]: someWords }),
      'a language that ends like one': () => ({ [words('x-de')]: someWords }),
      'a brand that there is none': () => ({ [words('de', 'no-brand')]: someWords }),
    },
    also: {
      'the longest': () => ({ [words('de')]: 'x'.repeat(limits.ownWords) }),
      ...Object.fromEntries(
        languages.map((language) => [`in ${language}`, () => ({ [words(language)]: someWords })]),
      ),
    },
    tolerates: {
      'brand-words…/de longer': 'its reader says what is well-formed',
      'brand-words…/de shifted': 'its reader says what is well-formed',
      'brand-words…/de empty': 'none is a choice',
    },
  },
];

/** What a brand says of itself. */
export const brandRows: readonly Row[] = [
  {
    path: 'brands/{brand}/profile',
    operation: 'read',
    what: 'what the widget may know',
    allowed: ['owner', 'neighbour', 'banned', ...desk],
    act: () => ({ path: paths.profile(brand) }),
  },
  {
    ...sealed('brands/{brand}/profile/staffed', () => paths.staffed(brand), { on: true, at: 1 }),
    what: 'say that somebody is at the desk',
  },
  {
    path: 'brands/{brand}/desk',
    operation: 'read',
    what: 'what the desk may know',
    allowed: desk,
    act: () => ({ path: `brands/${brand}/desk` }),
  },
  {
    path: 'brands',
    operation: 'read',
    what: 'all brands',
    allowed: [],
    act: () => ({ path: paths.brands() }),
  },
  ...wordRows,
  profileRow('name', 'x'.repeat(limits.name + 1), ['x'.repeat(limits.name), 'x'], {
    'brands…/name longer': anyText,
    'brands…/name shifted': anyText,
  }),
  profileRow('color', 'red', ['#abcdef', '#000000']),
  profileRow('welcome', 'x'.repeat(limits.welcome + 1), ['x'.repeat(limits.welcome)], {
    'brands…/welcome longer': anyText,
    'brands…/welcome shifted': anyText,
    'brands…/welcome empty': 'no welcome is a choice',
  }),
  profileRow('hours', 'x'.repeat(limits.hours + 1), ['x'.repeat(limits.hours)], anyJson('hours')),
  profileRow('forms', 'x'.repeat(limits.forms + 1), ['x'.repeat(limits.forms)], anyJson('forms')),
  profileRow(
    'triggers',
    'x'.repeat(limits.triggerTexts + 1),
    ['x'.repeat(limits.triggerTexts)],
    anyJson('triggers'),
  ),
  profileRow('masks', 'x'.repeat(limits.maskTexts + 1), ['x'.repeat(limits.maskTexts)], anyJson('masks')),
  profileRow('files', 'x'.repeat(limits.fileTerms + 1), ['x'.repeat(limits.fileTerms)], anyJson('files')),
  profileRow('look', 'x'.repeat(limits.look + 1), ['x'.repeat(limits.look)], anyJson('look')),
  profileRow('live', 'yes', [false], { 'brands…/live the opposite': 'a switch has two positions' }),

  ...Object.keys(values).map((field) =>
    lastThing(
      `brands/{brand}/profile/${field}`,
      `${paths.profile('no-brand')}/${field}`,
      paths.profile('no-brand'),
    ),
  ),
];
