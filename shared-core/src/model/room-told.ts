import { limits } from './limits.ts';
import { paths } from './paths.ts';
import type { BrandId, RoomId } from './ids.ts';
import { SERVER_TIME } from './updates.ts';
import type { Update } from './updates.ts';

/** What happened on the website, by its own word. */
export interface ToldEvent {
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** By the visitor's clock. */
  readonly at: number;
}

/** What a website's page says of one conversation. It proves nothing, and stands apart from what operators say. */
export interface RoomTold {
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** Oldest first. */
  readonly events: readonly ToldEvent[];
}

/** One thing more that the page says. */
export interface RoomTelling {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly event?: ToldEvent;
}

/** Reads what is stored: JSON in one text, written by a visitor's browser. What is malformed in it is left out. */
export function readRoomTold(stored: unknown): RoomTold {
  const { attributes, tags, events } = asRecord(parsed(asRecord(stored)['told']));
  return {
    attributes: texts(attributes),
    tags: listOf(tags).filter(isShort).slice(0, limits.toldTags),
    events: listOf(events)
      .map(asRecord)
      .filter(({ name, at }) => isShort(name) && Number.isFinite(at))
      .map(({ name, at, data }) => ({ name: name as string, at: at as number, data: texts(data) }))
      .slice(-limits.toldEvents),
  };
}

/** What is known afterwards. What is said twice counts once; the oldest events make room for the newest. */
export function withTelling(
  told: RoomTold,
  { attributes, addTags = [], removeTags = [], event }: RoomTelling,
): RoomTold {
  const isKnown = event && told.events.some(({ name, at }) => name === event.name && at === event.at);
  const tags = new Set([...told.tags, ...addTags].filter((tag) => !removeTags.includes(tag)));
  return {
    attributes: Object.fromEntries(
      Object.entries({ ...told.attributes, ...attributes }).slice(0, limits.toldAttributes),
    ),
    tags: [...tags].slice(0, limits.toldTags),
    events: (event && !isKnown ? [...told.events, event] : told.events).slice(-limits.toldEvents),
  };
}

/** The update that stores it, with as many of the newest events as there is room for. */
export function roomToldUpdate(brand: BrandId, room: RoomId, told: RoomTold): Update {
  const text = JSON.stringify(told);
  return text.length > limits.told && told.events.length > 0
    ? roomToldUpdate(brand, room, { ...told, events: told.events.slice(1) })
    : { [paths.roomTold(brand, room)]: { told: text, at: SERVER_TIME } };
}

function texts(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(asRecord(value)).filter((entry): entry is [string, string] =>
    isShort(entry[1]),
  );
  return Object.fromEntries(entries.slice(0, limits.toldAttributes));
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= limits.toldText;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
