/** Why the database refuses a request; each adapter has one table from these to what its clients expect. */
export type DatabaseErrorCode =
  | 'invalid_data'
  | 'invalid_path'
  | 'invalid_query'
  | 'too_big'
  | 'permission_denied'
  | 'datastale'
  | 'invalid_token'
  | 'expired_token'
  | 'index_not_defined'
  | 'unavailable';

/** The one error of tree and database; the text is meant for the client's developer. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
