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
  /** Where one `POST` stops mails of this sort. */
  readonly stop?: string;
}

/** The way out. Throws 'failed' when the mail was not taken. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
