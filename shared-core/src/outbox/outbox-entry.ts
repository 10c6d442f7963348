import { compact, RecordReader } from '../model/read-record.ts';
import { CoreError, coreErrorCodes } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import type { BrandId, MessageId, ModeratorId, RoomId } from '../model/ids.ts';
import type { Attachment } from '../model/message.ts';

/** Where a queued message goes. */
export type Destination =
  /** A room; `room` is absent until one is chosen, which a visitor's outbox does when it sends. */
  | { readonly kind: 'room'; readonly brand: BrandId; readonly room?: RoomId }
  | { readonly kind: 'team'; readonly colleague: ModeratorId };

/** What a queued message says. A file's `path` is absent until the file lies in Storage. */
export type Draft =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: Omit<Attachment, 'path'> & { readonly path?: string } };

/** One message that is written and not yet acknowledged, as it survives a reload. */
export interface OutboxEntry {
  /** The message's key: made once, the same at every attempt. */
  readonly id: MessageId;
  readonly to: Destination;
  readonly draft: Draft;
  /** Local time of writing; rises from entry to entry. */
  readonly writtenAt: number;
  /** Why it was not sent. */
  readonly failed?: CoreErrorCode;
}

/** Reads what an earlier page load stored. Throws `bad-record`. */
export function readOutboxEntry(stored: string): OutboxEntry {
  const record = new RecordReader('outbox entry', parse(stored));
  const to = record.record('to');
  const draft = record.record('draft');
  return compact<OutboxEntry>({
    id: record.text('id'),
    to:
      to.oneOf('kind', ['room', 'team']) === 'team'
        ? { kind: 'team', colleague: to.text('colleague') }
        : compact<Destination>({ kind: 'room', brand: to.text('brand'), room: to.optionalText('room') }),
    draft:
      draft.oneOf('kind', ['text', 'file']) === 'text' ? readText(draft) : readFile(draft.record('file')),
    writtenAt: record.number('writtenAt'),
    failed: record.has('failed') ? record.oneOf('failed', coreErrorCodes) : undefined,
  });
}

function readText(draft: RecordReader): Draft {
  return { kind: 'text', text: draft.text('text') };
}

function readFile(file: RecordReader): Draft {
  return {
    kind: 'file',
    file: compact<Extract<Draft, { kind: 'file' }>['file']>({
      path: file.optionalText('path'),
      name: file.text('name'),
      type: file.text('type'),
      size: file.number('size'),
    }),
  };
}

function parse(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch (cause) {
    throw new CoreError('bad-record', 'outbox entry is no JSON', { cause });
  }
}
