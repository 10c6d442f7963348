/** One mail, written. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Absent where plain text is enough. */
  readonly html?: string;
  /** Message-ID of its own, where the same mail may be sent twice. */
  readonly id?: string;
  /** Nobody's absence note should answer it. */
  readonly isAutomatic?: true;
}

/** The way out. Throws 'failed' when the mail was not taken. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
