import { expect } from '@playwright/test';
import type { Desk } from './desk-page.ts';
import type { People } from './stack.ts';
import type { Widget } from './widget-page.ts';

/** A visitor asks, operator1 takes the room and answers; resolves when the visitor sees the answer. */
export async function beginConversation(
  { visitor, operator }: People,
  question: string,
  answer: string,
): Promise<{ readonly shop: Widget; readonly desk: Desk }> {
  const desk = await operator('operator1@demo.test');
  const shop = await visitor();
  await shop.open();
  await shop.write(question);
  await desk.choose(question);
  await desk.takeAndWrite(answer);
  await expect(shop.message(answer)).toBeVisible();
  return { shop, desk };
}
