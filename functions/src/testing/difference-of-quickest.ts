const MOST_ROUNDS = 12;

/** How two answers are compared by the time they take. */
export interface Race<Asked> {
  readonly all: readonly Asked[];
  /** Before each round: no limit may be reached. */
  readonly prepare: () => Promise<unknown>;
  /** Asks, and tells how long the answer took, in milliseconds. */
  readonly ask: (one: Asked) => Promise<number>;
  /** Differences below this count as none, in milliseconds. */
  readonly alikeMs: number;
}

/**
 * Asks for each in turns and tells how much longer the quickest answer of one takes than that of another, in
 * milliseconds. It goes on until they are alike or have not been for many rounds: what else a machine does makes
 * single answers longer, never shorter, so a difference that is left after them is the product's own.
 */
export async function differenceOfQuickest<Asked>({
  all,
  prepare,
  ask,
  alikeMs,
}: Race<Asked>): Promise<number> {
  const quickest = new Map<Asked, number>();
  let difference = Infinity;
  for (let round = 0; round < MOST_ROUNDS && difference >= alikeMs; round += 1) {
    await prepare();
    for (const one of all) quickest.set(one, Math.min(quickest.get(one) ?? Infinity, await ask(one)));
    difference = Math.max(...quickest.values()) - Math.min(...quickest.values());
  }
  return difference;
}
