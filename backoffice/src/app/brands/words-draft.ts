import type { OwnWords } from '@foyer/shared-core/model';

/** One text of the widget, as it says it without words of the brand. */
export interface WidgetText {
  /** As pages know it: `title`, or `forms.title` within a group. */
  readonly name: string;
  /** Empty for what stands in no group. */
  readonly group: string;
  readonly text: string;
}

/** Own words by the names of the texts whose place they take. */
export type WordsByName = Readonly<Record<string, string>>;

/** What is wrong with own words: what the widget fills in must stay, and nothing else is filled in. */
export interface PlacesProblem {
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
}

/** All texts of a language's file, in its order; those without a group come first. */
export function widgetTexts(file: unknown): readonly WidgetText[] {
  const texts = textsOf(file, '');
  return [...texts.filter(({ group }) => group === ''), ...texts.filter(({ group }) => group !== '')];
}

function textsOf(record: unknown, group: string): readonly WidgetText[] {
  if (typeof record !== 'object' || record === null) return [];
  return Object.entries(record).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'string') return group === '' ? textsOf(value, key) : [];
    return [{ name: group === '' ? key : `${group}.${key}`, group, text: value }];
  });
}

/** The own words that stand for one of the widget's texts; what else is stored is nobody's any more. */
export function ownByName(texts: readonly WidgetText[], stored: OwnWords): WordsByName {
  const own = new Map(widgetTexts(stored).map(({ name, text }) => [name, text]));
  const known = texts.map(({ name }): [string, string] => [name, own.get(name) ?? '']);
  return Object.fromEntries(known.filter(([, text]) => text !== ''));
}

/** What the fields hold, without blanks around it; what the widget says anyway is no own word. */
export function withChanges(
  texts: readonly WidgetText[],
  stored: WordsByName,
  changes: WordsByName,
): WordsByName {
  const all = texts.map(({ name, text }): [string, string] => {
    const own = (changes[name] ?? stored[name] ?? '').trim();
    return [name, own === text ? '' : own];
  });
  return Object.fromEntries(all.filter(([, own]) => own !== ''));
}

/** As the widget lays them over its own: a group is a record. */
export function asOwnWords(texts: readonly WidgetText[], own: WordsByName): OwnWords {
  const words: Record<string, unknown> = {};
  for (const { name, group } of texts) {
    const text = own[name];
    if (text === undefined) continue;
    if (group === '') words[name] = text;
    else words[group] = { ...(words[group] as object | undefined), [name.slice(group.length + 1)]: text };
  }
  return words;
}

/** Null when everything that the widget fills in stands in the own words, too, and nothing more. */
export function placesProblem(text: string, own: string): PlacesProblem | null {
  const wanted = placesOf(text);
  const given = placesOf(own);
  const missing = wanted.filter((place) => !given.includes(place));
  const unknown = given.filter((place) => !wanted.includes(place));
  return missing.length + unknown.length === 0 ? null : { missing, unknown };
}

function placesOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\w+\}/gu))];
}
