// Brings the widget into every state it has, one after the other, in a stack of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi, seedPeople, startShopSystem, startStack } from '../../demo/dist/index.js';
import { createBrands, hireOperator } from './people.mjs';
import { avatar, drawPhoto, openStage, startShopPages } from './stage.mjs';
import { stories } from './stories.mjs';

const secret = 'a secret of the pictures, long enough';

/**
 * Calls `seen(stage, state)` in each state of each look, in order, and `failed(stage)` where one cannot be reached;
 * returns when all have been shown.
 */
export async function showStates({ root, browser, looks, seen, failed = () => undefined }) {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-states-'));
  const shop = await startShopSystem(secret);
  const stack = await startStack({ root, archive: `sqlite:${join(folder, 'archive.sqlite')}` });
  const { hosting, database, projectId } = stack.addresses;
  const pages = await startShopPages(hosting);
  const api = createApi(stack.addresses);

  /** What is stored at a path, past all rules. */
  async function stored(path) {
    const headers = { authorization: 'Bearer owner' };
    const address = `${database}/${path}.json?ns=${projectId}-default-rtdb`;
    return (await globalThis.fetch(address, { headers })).json();
  }

  async function show(look, bytes) {
    const { texts } = look;
    await createBrands(api, look);
    const operator = await hireOperator(api, look, avatar);
    for (const { steps, attributes, ...story } of stories) {
      const stage = await openStage(browser, pages, look, { ...story, attributes: attributes?.(texts) });
      const scene = { stage, operator, texts, api, stored, bytes };
      for (const [state, act] of steps) {
        await act(scene).catch(async (cause) => {
          await failed(stage, look);
          throw new Error(`${look.title}: ${state}`, { cause });
        });
        await seen(stage, state, look);
      }
      await stage.close();
    }
  }

  try {
    await seedPeople(api, { url: shop.url, secret });
    const bytes = await drawPhoto(browser);
    for (const look of looks) await show(look, bytes);
  } finally {
    pages.close();
    await stack.close();
    await shop.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
