import { createHmac, randomUUID } from 'node:crypto';

/** A brand's key as the desk makes it for its website. */
export interface WebsiteKey {
  readonly kid: string;
  readonly secret: string;
}

/** What a website's server does for its visitor of Acme: a JWT by its key, HS256. */
export function vouchedToken({ kid, secret }: WebsiteKey, sub: string, lifeS = 300): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'HS256', typ: 'JWT', kid })}.${part({
    ...{ sub, aud: 'acme', name: `Name of ${sub}`, iat: now, exp: now + lifeS, jti: randomUUID() },
  })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
