import { computed, linkedSignal, type Signal, type WritableSignal } from '@angular/core';

/** What a form holds, beside what is stored. */
export interface StoredDraft<Draft> {
  readonly draft: WritableSignal<Draft>;
  readonly isChanged: Signal<boolean>;
}

/** A change from elsewhere is taken over unless something is half-written here. Drafts are compared as JSON. */
export function storedDraft<Draft>(read: () => Draft): StoredDraft<Draft> {
  const stored = computed(read, { equal: isSame });
  const draft = linkedSignal<Draft, Draft>({
    source: stored,
    computation: (now, before) =>
      before === undefined || isSame(before.value, before.source) ? now : before.value,
  });
  return { draft, isChanged: computed(() => !isSame(draft(), stored())) };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
