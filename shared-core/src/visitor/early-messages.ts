import type { ChatMessage } from '../conversation/chat-message.ts';
import { derive } from '../derive.ts';
import { newId } from '../model/ids.ts';
import type { BrandId, MessageId } from '../model/ids.ts';
import type { Message } from '../model/message.ts';
import type { Draft, OutboxEntry } from '../outbox/outbox-entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { moveOutbox, openOutboxStorage } from '../outbox/outbox-storage.ts';
import type { KeyValueStorage, Platform, UploadFile } from '../platform.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';

/** What is written before it is known who writes: visitors are faster than a sign-in, and sign-ins fail. */
export interface EarlyMessages {
  /** As a conversation shows them: waiting. */
  readonly messages: Readable<readonly ChatMessage[]>;
  add(draft: Draft, file?: UploadFile): void;
  discard(id: MessageId): void;
  /** Hands what is stored to an outbox that is not open yet. */
  moveTo(owner: string): void;
  /** Hands the rest, which no storage holds, to the open outbox; nothing is left here. */
  addTo(outbox: Outbox): void;
}

interface Early {
  readonly entry: OutboxEntry;
  readonly file?: UploadFile;
}

/**
 * Keeps texts in the browser's storage, too: a reload before the sign-in is through loses none. What a page before has
 * left to be sent is shown as well, while `isOwn` says that it is of whoever looks.
 */
export function createEarlyMessages(platform: Platform, brand: BrandId, isOwn: () => boolean): EarlyMessages {
  const owner = `${brand}:early`;
  const storage = openOutboxStorage(platform.storage, owner);
  const stored = storage.load();
  const written = createStore<readonly Early[]>(stored.map((entry) => ({ entry })));
  /** What is written in the millisecond in which the page was loaded anew comes after what was there. */
  let lastWrittenAt = stored.at(-1)?.writtenAt ?? 0;

  function isStored({ entry }: Early): boolean {
    return storage.find(entry.id) !== null;
  }

  return {
    messages: derive([written], (all) => {
      const left = isOwn() ? leftToSend(platform.storage, brand, owner) : [];
      return [...left, ...all.map(({ entry }) => entry)].map(shown);
    }),
    add(draft, file) {
      lastWrittenAt = Math.max(platform.now(), lastWrittenAt + 1);
      const to = { kind: 'room', brand } as const;
      const entry: OutboxEntry = { id: newId(platform.random), to, draft, writtenAt: lastWrittenAt };
      if (draft.kind === 'text') storage.save(entry);
      written.set([...written.get(), { entry, ...(file ? { file } : {}) }]);
    },
    discard(id) {
      storage.remove(id);
      written.set(written.get().filter(({ entry }) => entry.id !== id));
    },
    moveTo(sender) {
      const rest = written.get().filter((early) => !isStored(early));
      moveOutbox(platform.storage, owner, sender);
      written.set(rest);
    },
    addTo(outbox) {
      const rest = written.get();
      written.set([]);
      for (const { entry, file } of rest) outbox.add(entry.to, entry.draft, file);
    },
  };
}

/** What waits in the outboxes of a brand's visitors but one, in the order of writing. */
function leftToSend(storage: KeyValueStorage | null, brand: BrandId, but: string): readonly OutboxEntry[] {
  const prefix = 'foyer:outbox:';
  const owners = (storage?.keys(`${prefix}${brand}:`) ?? []).map((key) =>
    key.slice(prefix.length, key.lastIndexOf(':')),
  );
  return [...new Set(owners)]
    .filter((owner) => owner !== but)
    .flatMap((owner) => openOutboxStorage(storage, owner).load())
    .filter(({ failed }) => failed === undefined)
    .sort((a, b) => a.writtenAt - b.writtenAt);
}

function shown({ id, draft, writtenAt }: OutboxEntry): ChatMessage {
  const base = { id, by: '', role: 'client', at: writtenAt } as const;
  const message: Message =
    draft.kind === 'text'
      ? { ...base, kind: 'text', text: draft.text }
      : { ...base, kind: 'file', file: { path: '', ...draft.file } };
  return { message, mine: true, delivery: { state: 'queued' }, seen: false };
}
