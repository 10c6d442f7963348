import { limits, paths } from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import { isVisitor } from './actors.ts';
import type { Actor, ActorName } from './actors.ts';
import type { Situation, Variants } from './row.ts';
import { brand, room } from './world.ts';
import type { Cast } from './world.ts';

export const desk: readonly ActorName[] = ['operator', 'admin'];
export const to = { brand, room };
export const newMessage = 'message-of-the-matrix';
export const secondRoom = 'second-room';
export const newRoom = 'room-of-the-matrix';
export const longest = 'x'.repeat(limits.messageText);
export const long = `${longest}x`;
export const past = 1_600_000_000_000;

export const sender = (actor: Actor) => ({
  id: actor.id,
  role: actor.role,
  ...(isVisitor(actor) ? {} : { name: actor.displayName }),
});
export const text = (value: string) => ({ kind: 'text', text: value }) as const;
export const file = (actor: Actor) =>
  ({
    kind: 'file',
    file: {
      path: `uploads/${brand}/${actor.id}/${room}/${newMessage}`,
      name: 'a.png',
      type: 'image/png',
      size: 10,
    },
  }) as const;

/** The update with one field of one of its records replaced; null removes the field. */
export function change(update: Update, path: string, field: string, value: unknown): Update {
  const { [field]: _replaced, ...rest } = update[path] as Record<string, unknown>;
  return { ...update, [path]: value === null ? rest : { ...rest, [field]: value } };
}

/** The update without one of its paths. */
export function without(update: Update, path: string): Update {
  return Object.fromEntries(Object.entries(update).filter(([key]) => key !== path));
}

/** The update with one path under another name. */
export function moved(update: Update, from: string, path: string): Update {
  return { ...without(update, from), [path]: update[from] };
}

export const messagePath = paths.roomMessage(brand, room, newMessage);
export const summary = paths.room(brand, room);
export const notePath = `${paths.roomNotes(brand, room)}/note-of-the-matrix`;

export const anyText = 'any text will do';

/** The stamp of this age, in milliseconds. */
export const stampOf =
  (age: number): Situation['before'] =>
  (actor, _cast, now) => ({ [`${paths.throttle(actor.id)}/at`]: now - age });

/** The wrong turns of whatever is a record with a time: they apply to most writes. */
export function recordWrongs(pathOf: (actor: Actor, cast: Cast) => string, part: string): Variants<Update> {
  return {
    time: (update, actor, cast) => change(update, pathOf(actor, cast), 'at', past),
    'extra child': (update, actor, cast) => change(update, pathOf(actor, cast), 'extra', true),
    'missing part': (update, actor, cast) => change(update, pathOf(actor, cast), part, null),
  };
}
