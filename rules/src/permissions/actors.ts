/** Everybody who may knock at the database, each with a real token of the kind. */
export const actors = {
  owner: 'visitor of the room',
  neighbour: 'another visitor of the brand',
  stranger: 'visitor of another brand',
  banned: 'banned visitor of the room',
  operator: 'operator of the brand',
  outsider: 'operator of another brand',
  disabled: 'disabled operator of the brand',
  admin: 'admin',
  claimless: 'signed in without claims',
  nobody: 'nobody',
} as const;

export type ActorName = keyof typeof actors;

export const actorNames = Object.keys(actors) as readonly ActorName[];

/** Who acts, as the acts of the matrix need to know it. */
export interface Actor {
  readonly name: ActorName;
  /** The `id` claim; an invented one for those who have none. */
  readonly id: string;
  readonly role: 'client' | 'operator' | 'admin';
  /** The brand of a visitor's token. */
  readonly brand: string;
  /** The session of the token; an invented one for those who have none. */
  readonly sid: string;
  readonly displayName: string;
}

export function isVisitor(actor: Actor): boolean {
  return actor.role === 'client';
}
