export interface MailedCode {
  readonly code: string;
  readonly isInvitation: boolean;
}

/** The code that a mail's link carries behind `#`, where no server and no `Referer` sees it; null without one. */
export function mailedCode(fragment: string): MailedCode | null {
  const fields = new URLSearchParams(fragment.replace(/^#/u, ''));
  const code = fields.get('code');
  return code ? { code, isInvitation: fields.has('invited') } : null;
}
