import { z } from 'zod';

const base64url = z
  .string()
  .max(8192)
  .regex(/^[\w-]*$/);

/** Fields that browsers add and nobody here needs (extensions and the like) are dropped, not refused. */
const credential = {
  id: base64url.min(1).max(1400),
  rawId: base64url.min(1).max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
};

/** The browser's `AuthenticationResponseJSON`. */
export const assertionSchema = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.nullish(),
    }),
  })
  .transform((sent) => ({ ...sent, clientExtensionResults: {} }));

/** The browser's `RegistrationResponseJSON`. */
export const attestationSchema = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string().max(40)).max(10).optional(),
    }),
  })
  .transform((sent) => ({ ...sent, clientExtensionResults: {} }));
