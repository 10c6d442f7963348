import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-entrances-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}` });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

/** Every deployed function by the kind of its trigger, as the deployed bundle lists them. */
function entrances(): ReadonlyMap<string, readonly string[]> {
  const manifest = JSON.parse(
    readFileSync(new URL('../../../dist/functions/functions.yaml', import.meta.url), 'utf8'),
  ) as { readonly endpoints: Readonly<Record<string, object>> };
  const byKind = new Map<string, string[]>();
  for (const [name, endpoint] of Object.entries(manifest.endpoints)) {
    const kind = Object.keys(endpoint).find((key) => key.endsWith('Trigger')) ?? 'none';
    byKind.set(kind, [...(byKind.get(kind) ?? []), name]);
  }
  return byKind;
}

describe('what comes in from outside', () => {
  it('A34, A98: is a call of a person or of a server with a key, reads what anybody may, or stops mails; no mail and no webhook speaks for anybody', () => {
    const known = entrances();
    expect(known.get('httpsTrigger')).toEqual(['brandCard', 'createVisitorToken', 'stopMails']);
    expect([...known.keys()].sort()).toEqual([
      'callableTrigger',
      'eventTrigger',
      'httpsTrigger',
      'scheduleTrigger',
    ]);
  });

  it.each(['inboundMail', 'mailReply', 'webhook', 'reply'])(
    'A34: a reply sent to %s reaches nobody and writes nothing',
    async (name) => {
      const before = JSON.stringify(stack.firebase.dump());
      const response = await fetch(stack.urlOf(name), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ from: 'nora@test.example', room: 'r', text: 'I am an operator' }),
      });
      expect(response.status).toBe(404);
      expect(JSON.stringify(stack.firebase.dump())).toBe(before);
    },
  );

  it('A34: who answers a token request without a key is told nothing and gets nothing', async () => {
    const response = await fetch(stack.urlOf('createVisitorToken'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ brandId: 'acme', userId: '1' }),
    });
    expect(response.status).toBe(401);
    expect(await stack.stored('server/visitor-tokens')).toBeNull();
  });
});
