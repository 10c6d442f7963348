/** The parts of a JSON Web Token, decoded but not judged. */
export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What the signature covers. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** A token with algorithm "none" and an empty signature, as Firebase's emulators issue. Undefined members are left out. */
export function encodeUnsignedJwt(payload: Readonly<Record<string, unknown>>): string {
  return `${encodePart({ alg: 'none', typ: 'JWT' })}.${encodePart(payload)}.`;
}

/** Takes a token apart; undefined when it is not three parts of base64url with two JSON objects. */
export function decodeJwt(token: string): DecodedJwt | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const decodedHeader = decodePart(header);
  const decodedPayload = decodePart(payload);
  if (decodedHeader === undefined || decodedPayload === undefined) return undefined;
  return {
    header: decodedHeader,
    payload: decodedPayload,
    signed: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

/** Whether the token is of the emulators' kind: algorithm "none", nothing where the signature would be. */
export function isUnsigned(jwt: DecodedJwt): boolean {
  return jwt.header['alg'] === 'none' && jwt.signature.length === 0;
}

function encodePart(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decodePart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
