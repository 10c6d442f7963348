import { limits } from './limits.ts';

/** What a brand says first, beside the launcher, to visitors who have not opened the chat. */
export interface Trigger {
  readonly text: string;
  /** Seconds on a page whose address is meant. */
  readonly after: number;
  /** Part of the page's address; empty: any page. */
  readonly url: string;
  /** To whom it has been said is not asked again: for good, or in this tab. */
  readonly once: 'visitor' | 'session';
}

/** Whether one is whole. */
export function isTriggerSound({ text, after, url }: Trigger): boolean {
  return (
    text.trim() !== '' &&
    text.length <= limits.triggerText &&
    Number.isInteger(after) &&
    after >= 0 &&
    after <= limits.triggerSeconds &&
    url.length <= limits.toldText
  );
}

/** Reads triggers as the profile stores them: JSON in one text. What is malformed is left out. */
export function readTriggers(stored: string): readonly Trigger[] {
  return listIn(stored)
    .map((given): Trigger => {
      const { text, after, url, once } = (given ?? {}) as Readonly<Record<string, unknown>>;
      return {
        text: typeof text === 'string' ? text : '',
        after: typeof after === 'number' ? after : NaN,
        url: typeof url === 'string' ? url : '',
        once: once === 'visitor' ? 'visitor' : 'session',
      };
    })
    .filter(isTriggerSound)
    .slice(0, limits.triggers);
}

function listIn(text: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
