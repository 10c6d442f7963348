import { DOCUMENT } from '@angular/common';
import { Service, inject, signal } from '@angular/core';
import { en, type Strings } from '../strings/en';

/** The languages of the desk; each but English is fetched when it is chosen. */
export const languages = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
] as const;

export type LanguageTag = (typeof languages)[number]['tag'];

const STORED = 'foyer.desk.language';

async function load(tag: LanguageTag): Promise<Strings> {
  switch (tag) {
    case 'en':
      return en;
    case 'de':
      return (await import('../strings/de')).de;
  }
}

/** The language as the browser's region writes dates and numbers: `en-GB` for a browser in Britain, else the tag alone. */
function regionOf(tag: LanguageTag): string {
  return navigator.languages.find((wished) => wished.split('-')[0] === tag) ?? tag;
}

/** The language in use: its texts as a signal, so that a change shows without a reload. */
@Service()
export class Language {
  readonly #document = inject(DOCUMENT);
  readonly #tag = signal<LanguageTag>('en');
  readonly #texts = signal<Strings>(en);
  readonly tag = this.#tag.asReadonly();
  readonly texts = this.#texts.asReadonly();

  /** Takes the stored choice, else the browser's first language that the desk has, else English. */
  async start(): Promise<void> {
    const wished = [this.#stored(), ...navigator.languages];
    const known = wished.flatMap((tag) => languages.filter((own) => own.tag === tag?.slice(0, 2)));
    await this.#show(known[0]?.tag ?? 'en');
  }

  /** Changes the language and remembers it in this browser. */
  async choose(tag: LanguageTag): Promise<void> {
    await this.#show(tag);
    try {
      localStorage.setItem(STORED, tag);
    } catch {
      // A browser that blocks storage still shows the chosen language until the next load.
    }
  }

  async #show(tag: LanguageTag): Promise<void> {
    const texts = await load(tag);
    const root = this.#document.documentElement;
    root.lang = tag;
    root.dir = texts.direction;
    this.#tag.set(tag);
    this.#texts.set({ ...texts, locale: regionOf(tag) });
  }

  #stored(): string | null {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null;
    }
  }
}
