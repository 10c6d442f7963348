import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { VisitorChat } from '../visitor/visitor-chat.ts';
import { startLocalStack } from './local-stack.ts';
import type { LocalStack } from './local-stack.ts';

interface Stage {
  readonly stack: LocalStack;
  /** Its own in every test. */
  readonly brand: string;
}

/**
 * Gives a file of tests one local stack, and every test a brand of its own, which is told before it begins. What a test
 * adds to the chats that are returned is closed after it, and every wire is whole again.
 */
export function onStage(name: string, tell: (stage: Stage) => void): VisitorChat[] {
  const chats: VisitorChat[] = [];
  let stack: LocalStack;
  let brands = 0;

  beforeAll(async () => {
    stack = await startLocalStack();
  });
  afterAll(() => stack.close());
  beforeEach(async () => {
    const brand = `${name}${++brands}`;
    await stack.addBrand(brand);
    tell({ stack, brand });
  });
  afterEach(() => {
    for (const chat of chats.splice(0)) chat.dispose();
    stack.wire.heal();
    stack.storageWire.heal();
    stack.refuseSignIn = null;
  });
  return chats;
}
