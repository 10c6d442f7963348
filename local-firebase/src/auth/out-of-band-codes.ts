import { randomBytes } from 'node:crypto';

export type OutOfBandType = 'PASSWORD_RESET' | 'VERIFY_EMAIL' | 'VERIFY_AND_CHANGE_EMAIL' | 'EMAIL_SIGNIN';

/** A code that was "mailed": what the mail's link proves is that its reader owns the address. */
export interface OutOfBandCode {
  readonly oobCode: string;
  readonly requestType: OutOfBandType;
  /** The address the mail went to. */
  readonly email: string;
  /** The address that is to replace the account's, with VERIFY_AND_CHANGE_EMAIL. */
  readonly newEmail: string | undefined;
  /** The account the code is for; undefined with EMAIL_SIGNIN of a new address. */
  readonly uid: string | undefined;
  readonly oobLink: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Whether it went out as a mail, or was handed to an administrator to send. */
  readonly isMail: boolean;
}

/** Life of a code, in milliseconds: one hour, as on the live service. */
const CODE_LIFETIME_MS = 3_600_000;

/** The codes that were sent and not yet used. */
export class OutOfBandCodes {
  readonly #codes = new Map<string, OutOfBandCode>();
  readonly #changed: () => void;

  /** `changed` is called after every change; `known` are codes from before. */
  constructor(changed: () => void, known: readonly OutOfBandCode[] = []) {
    this.#changed = changed;
    for (const code of known) this.#codes.set(code.oobCode, code);
  }

  /** Makes a code and its link (which `linkOf` builds) and keeps it. */
  issue(
    code: Omit<OutOfBandCode, 'oobCode' | 'oobLink'>,
    linkOf: (oobCode: string) => string,
  ): OutOfBandCode {
    const oobCode = randomBytes(24).toString('base64url');
    const issued = { ...code, oobCode, oobLink: linkOf(oobCode) };
    this.#codes.set(oobCode, issued);
    this.#changed();
    return issued;
  }

  /** The code if it exists; `isExpired` is judged at `now`. */
  find(oobCode: string, now: number): { code: OutOfBandCode; isExpired: boolean } | undefined {
    const code = this.#codes.get(oobCode);
    return code === undefined ? undefined : { code, isExpired: now - code.sentAt > CODE_LIFETIME_MS };
  }

  /** Makes the code unusable. */
  use(oobCode: string): void {
    this.#codes.delete(oobCode);
    this.#changed();
  }

  /** Every code still unused, oldest first. */
  all(): OutOfBandCode[] {
    return [...this.#codes.values()];
  }

  clear(): void {
    this.#codes.clear();
    this.#changed();
  }
}
