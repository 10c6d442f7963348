/** One mail, written. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The way out. Throws 'failed' when the mail was not taken. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
