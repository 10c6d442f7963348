import { createStore } from '@foyer/shared-core';
import type { Readable, VisitorChat } from '@foyer/shared-core';
import type { Answers } from '@foyer/shared-core/model';

/** What the visitor has written into the forms. */
interface Written {
  readonly answers: Answers;
  /** The form before the chat is done with. */
  readonly isSent: boolean;
  /** What was sent was refused. */
  readonly hasFailed: boolean;
  /** Where the visitor wants to be answered; empty while that is not said. */
  readonly email: string;
}

/** What is written into forms outlives redrawing, closing and a reload. */
export interface FormState extends Readable<Written> {
  change(change: Partial<Written>): void;
  forget(): void;
}

const nothing: Written = { answers: {}, isSent: false, hasFailed: false, email: '' };

export function createFormState({ form }: VisitorChat): FormState {
  const store = createStore(read(form.get()));
  return {
    get: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    change(change) {
      store.set({ ...store.get(), ...change });
      form.set(JSON.stringify(store.get()));
    },
    forget() {
      store.set(nothing);
      form.set('');
    },
  };
}

function read(kept: string): Written {
  try {
    return { ...nothing, ...(JSON.parse(kept) as Partial<Written>) };
  } catch {
    return nothing;
  }
}
