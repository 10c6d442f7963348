import { defineInt, defineSecret, defineString, type ParamOptions } from 'firebase-functions/params';

/**
 * Parameters are environment variables at run time. The Firebase CLI sets each of them, with its default where nothing
 * else was said; whatever else runs the bundle sets what it wants to change, and the default is made good here.
 */
function withDefault<Value extends string | number>(
  name: string,
  options: ParamOptions<Value> & { readonly default: Value },
): [string, ParamOptions<Value>] {
  process.env[name] ??= String(options.default);
  return [name, options];
}

/** Region of every function; the database's own, or its events do not arrive. */
export const region = defineString(
  ...withDefault('FOYER_REGION', {
    default: 'europe-west1',
    description: 'Region of the functions: the same as that of the database.',
  }),
);

/**
 * Where the archive is, as `readArchiveAddress` understands it. A secret, because it may hold a password. Only the
 * functions that archive or search may see it.
 */
export const archiveAddress = defineSecret('FOYER_ARCHIVE');

/**
 * The same archive, as a user who may remove what was said: needed where the user of `FOYER_ARCHIVE` may not; `none` where
 * one user does both. Only the functions that erase see it.
 */
export const eraserAddress = defineSecret('FOYER_ARCHIVE_ERASER');

/** Where a ClamAV daemon listens, that looks at every attachment before anybody gets it. */
export const scannerAddress = defineString(
  ...withDefault('FOYER_CLAMAV', {
    default: '',
    description: 'host:port of a ClamAV daemon (clamd) that scans attachments; empty: none does.',
  }),
);

/** Whether this is a run on one machine, with emulators in Google's place. */
export function isLocal(): boolean {
  return process.env['FUNCTIONS_EMULATOR'] === 'true';
}

// Emulators take any key; on a real project there is no default, so that the CLI asks for it.
if (isLocal()) process.env['FOYER_API_KEY'] ??= 'local';

/** The web app's public key and id; they go into every sign-in's answer. */
export const apiKey = defineString('FOYER_API_KEY', { description: "API key of the project's web app." });
export const appId = defineString(
  ...withDefault('FOYER_APP_ID', {
    default: '',
    description: "Id of the project's web app.",
  }),
);

/** How many Firebase users all visitors share: `client-00` … */
export const visitorPool = defineInt(
  ...withDefault('FOYER_VISITOR_POOL', {
    default: 256,
    description: 'How many Firebase users the visitors share (1 to 256).',
  }),
);

/**
 * How many entries at the right end of X-Forwarded-For were written by machines that are trusted: the entry that is
 * that far from the right is the caller. 2 behind Firebase Hosting (its edge writes the caller, Google's front end
 * appends the edge), 1 where functions are called directly only. Whoever calls directly can forge an entry when this
 * is 2; the last one is therefore counted as well, with more patience.
 */
export const trustedHops = defineInt(
  ...withDefault('FOYER_TRUSTED_HOPS', {
    default: 2,
    description: 'How many entries at the end of X-Forwarded-For are trusted: 2 behind Firebase Hosting.',
  }),
);

/** Sign-ins of visitors per address and minute. */
export const visitorSignIns = defineInt(
  ...withDefault('FOYER_VISITOR_SIGN_INS', {
    default: 120,
    description: 'Most sign-ins of visitors from one address in a minute.',
  }),
);

/** Sign-ins of visitors per brand and minute. */
export const visitorSignInsPerBrand = defineInt(
  ...withDefault('FOYER_BRAND_SIGN_INS', {
    default: 3000,
    description: 'Most sign-ins of visitors of one brand in a minute.',
  }),
);

/** Wrong passwords per address in five minutes. */
export const failuresPerAddress = defineInt(
  ...withDefault('FOYER_FAILURES_PER_ADDRESS', {
    default: 20,
    description: 'Most failed sign-ins of moderators from one address in five minutes.',
  }),
);

/** Wrong passwords per account in fifteen minutes. */
export const failuresPerAccount = defineInt(
  ...withDefault('FOYER_FAILURES_PER_ACCOUNT', {
    default: 10,
    description: 'Most failed sign-ins to one account in fifteen minutes.',
  }),
);

/**
 * The desk's address, with its path. Links in mails begin with it and passkeys are bound to its host; neither ever
 * comes from a request.
 */
export const deskUrl = defineString(
  ...withDefault('FOYER_DESK_URL', {
    default: '',
    description:
      "The desk's address, such as https://chat.example.com/desk/; empty: the project's own hosting.",
  }),
);

/** Origins of pages, beside the desk's own, that may call the desk's functions. */
export const deskOrigins = defineString(
  ...withDefault('FOYER_DESK_ORIGINS', {
    default: '',
    description:
      "Further origins the desk is served from, such as https://desk.example.com, with blanks between; the project's own hosting needs no mention.",
  }),
);

/**
 * Who signs the tokens of sign-ins: `none` for Google's IAM, or the JSON of a service account with a key. A secret,
 * because whoever has that key is whoever they like.
 */
export const signer = defineSecret('FOYER_SIGNER');

/** How mails leave, as `openMailer` understands it. A secret, because it may hold a password. */
export const mailAddress = defineSecret('FOYER_MAIL');

/** Whom mails come from. */
export const mailSender = defineString(
  ...withDefault('FOYER_MAIL_FROM', {
    default: '',
    description:
      "Sender of Foyer's mails, such as Foyer <chat@example.com>; empty: no-reply at the desk's host.",
  }),
);

/** The language of mails where the person's own is not known. */
export const mailLanguage = defineString(
  ...withDefault('FOYER_MAIL_LANGUAGE', { default: 'en', description: 'Language of mails: en or de.' }),
);
