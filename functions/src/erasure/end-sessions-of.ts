import type { BrandId, VisitorId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';

const PAGE = 100;

/** Ends every session of a visitor and forgets every secret that leads back: a session that is gone has ended. */
export async function endSessionsOf(
  database: LiveDatabase,
  brand: BrandId,
  visitor: VisitorId,
): Promise<void> {
  for (const path of ['sessions', `server/visitor-secrets/${brand}`, `server/anonymous-sessions/${brand}`]) {
    for (;;) {
      const page = await database.list(path, { by: 'id', from: { value: visitor }, limit: PAGE });
      const theirs = page.filter(([, value]) => (value as { readonly id?: unknown }).id === visitor);
      if (theirs.length > 0)
        await database.update(Object.fromEntries(theirs.map(([key]) => [`${path}/${key}`, null])));
      if (theirs.length < PAGE) break;
    }
  }
}
