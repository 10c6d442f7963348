import type { BrandId } from '../model/ids.ts';
import type { Platform } from '../platform.ts';
import type { Readable } from '../store.ts';
import { createKeptDraft } from './kept-draft.ts';
import type { KeptDraft } from './kept-draft.ts';
import { createKeptDrafts } from './kept-drafts.ts';
import type { DraftPlace, KeptDrafts } from './kept-drafts.ts';

/** All that a visitor has written and not sent. */
export interface KeptTexts {
  readonly draft: KeptDrafts;
  readonly form: KeptDraft;
  readonly department: KeptDraft;
  readonly operator: KeptDraft;
  forget(): void;
}

export function createKeptTexts(
  platform: Platform,
  brand: BrandId,
  place: Readable<DraftPlace | undefined>,
): KeptTexts {
  const draft = createKeptDrafts(platform, brand, place);
  const form = createKeptDraft(platform, brand, 'form');
  const department = createKeptDraft(platform, brand, 'department');
  const operator = createKeptDraft(platform, brand, 'operator');
  return {
    ...{ draft, form, department, operator },
    forget() {
      draft.forget();
      for (const one of [form, department, operator]) one.set('');
    },
  };
}
