import type { BrandId } from '../model/ids.ts';
import type { Platform } from '../platform.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import { createKeptDraft } from './kept-draft.ts';

/** Where something that is written now goes. */
export interface DraftPlace {
  /** A room's id; empty for no room in particular, `new` for one that the visitor has begun. */
  readonly key: string;
  /** How often the visitor has chosen so far. A place that changes by itself takes along what is typed. */
  readonly choices: number;
}

/** What is typed and not sent in the conversation that is shown; of the others it is kept for later. */
export interface KeptDrafts extends Readable<string> {
  /** An empty text is forgotten. */
  set(text: string): void;
  /** Shows a text that nobody has typed: it is not stored. */
  show(text: string): void;
  /** Forgets the drafts of all conversations. */
  forget(): void;
}

/** Drafts survive a reload, in the browser and nowhere else; before the place is known the one typed last is shown. */
export function createKeptDrafts(
  platform: Platform,
  brand: BrandId,
  place: Readable<DraftPlace | undefined>,
): KeptDrafts {
  const last = createKeptDraft(platform, brand, 'draft-in');
  let at = last.get();
  let choices: number | undefined;
  const text = createStore(draftIn(at).get());

  function draftIn(key: string) {
    return createKeptDraft(platform, key === '' ? brand : `${brand}:${key}`, 'draft');
  }

  function set(next: string): void {
    draftIn(at).set(next);
    last.set(next === '' ? '' : at);
    text.set(next);
  }

  place.subscribe((now) => {
    if (now && now.key !== at) {
      const isCarried = choices === undefined ? at === '' : choices === now.choices;
      const typed = isCarried ? text.get() : '';
      if (isCarried) draftIn(at).set('');
      at = now.key;
      const kept = draftIn(at).get();
      text.set(kept);
      // Nothing that was typed is lost, also where both places have something.
      if (typed !== '' && typed !== kept) set(kept === '' ? typed : `${kept}\n${typed}`);
    }
    choices = now?.choices;
  });

  return {
    get: () => text.get(),
    subscribe: (listener) => text.subscribe(listener),
    set,
    show: (next) => text.set(next),
    forget() {
      for (const key of platform.storage?.keys(`foyer:draft:${brand}:`) ?? []) platform.storage?.remove(key);
      draftIn('').set('');
      last.set('');
      at = '';
      text.set('');
    },
  };
}
