import { DatabaseSync } from 'node:sqlite';

/** A row of the archive as the tests look at it. */
export interface ArchivedMessage {
  readonly body: string;
  readonly kind: string;
  readonly role: string;
}

/** The archived messages of the one room in which `text` was written, in the archive's order. */
export function archivedConversation(file: string, text: string): readonly ArchivedMessage[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database
      .prepare(
        `select kind, role, body from messages
         where room_id = (select room_id from messages where body = ?)
         order by at, id`,
      )
      .all(text) as unknown as ArchivedMessage[];
  } finally {
    database.close();
  }
}
