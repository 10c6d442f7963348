import type { BodyFields } from '../http/body-fields.ts';
import { TOKENS_KEY, type ObjectSettings, type StoredObject } from './stored-object.ts';

/** An object about which nothing was said. */
export const NO_SETTINGS: ObjectSettings = {
  contentType: undefined,
  contentDisposition: undefined,
  contentEncoding: undefined,
  contentLanguage: undefined,
  cacheControl: undefined,
  custom: {},
};

/** Settings and download tokens after a JSON body was applied to them: absent fields stay, null ones go. */
export interface ChangedSettings {
  readonly settings: ObjectSettings;
  readonly downloadTokens: readonly string[];
}

/**
 * Applies the metadata a request carries. Download tokens travel among the custom metadata; only where
 * `maySetTokens` are they taken from there, elsewhere they are ignored.
 */
export function changeSettings(
  before: ObjectSettings & Pick<StoredObject, 'downloadTokens'>,
  body: BodyFields,
  maySetTokens: boolean,
): ChangedSettings {
  const field = (name: Exclude<keyof ObjectSettings, 'custom'>): string | undefined =>
    body.isNull(name) ? undefined : (body.string(name) ?? before[name]);
  const custom = new Map(Object.entries(before.custom));
  let { downloadTokens } = before;
  if (body.isNull('metadata')) custom.clear();
  for (const [key, value] of body.object('metadata')?.entries() ?? []) {
    if (key === TOKENS_KEY) {
      if (maySetTokens) downloadTokens = typeof value === 'string' ? value.split(',').filter(Boolean) : [];
    } else if (value === null) custom.delete(key);
    else custom.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const settings: ObjectSettings = {
    contentType: field('contentType'),
    contentDisposition: field('contentDisposition'),
    contentEncoding: field('contentEncoding'),
    contentLanguage: field('contentLanguage'),
    cacheControl: field('cacheControl'),
    custom: Object.fromEntries(custom),
  };
  return { settings, downloadTokens };
}
