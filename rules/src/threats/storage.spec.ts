import { attachmentPath, limits } from '@foyer/shared-core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorName } from '../permissions/actors.ts';
import { brand, room } from '../permissions/world.ts';
import { Attack } from '../testing/attack.ts';

let attack: Attack;
let bucket: string;

beforeAll(async () => {
  attack = await Attack.open();
  bucket = `${attack.stage.urls.storage}/v0/b/demo-foyer.firebasestorage.app/o`;
});

afterAll(() => attack.close());

const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);

async function asks(name: ActorName, path: string, init: RequestInit = {}): Promise<number> {
  const token = await attack.stage.idToken(name);
  const headers = {
    ...(init.headers as object),
    ...(token === null ? {} : { authorization: `Firebase ${token}` }),
  };
  const response = await fetch(`${bucket}${path}`, { ...init, headers });
  await response.arrayBuffer();
  return response.status;
}

function uploads(
  name: ActorName,
  path: string,
  type = 'image/png',
  body: Uint8Array<ArrayBuffer> = png,
): Promise<number> {
  const headers = { 'content-type': type, 'x-goog-upload-protocol': 'raw' };
  return asks(name, `?name=${encodeURIComponent(path)}`, { method: 'POST', headers, body });
}

const at = (path: string): string => `/${encodeURIComponent(path)}`;
const ownPath = (name: ActorName, message: string, of = brand): string =>
  attachmentPath({ brand: of, by: attack.stage.actor(name).id, room, message });
const refused = [401, 403];

describe('attachments', () => {
  // By whoever may, so that the refusals below mean something.
  beforeAll(async () => {
    expect(await uploads('owner', ownPath('owner', 'message-of-the-owner'))).toBe(200);
    expect(await uploads('operator', ownPath('operator', 'message-of-the-operator'))).toBe(200);
  });

  it.each(['owner', 'neighbour', 'operator', 'admin', 'nobody'] as const)(
    'A21 are neither read nor listed by %s, not even one’s own',
    async (name) => {
      const path = ownPath('owner', 'message-of-the-owner');
      for (const asked of [
        at(path),
        `${at(path)}?alt=media`,
        `?prefix=uploads/${brand}/`,
        '?delimiter=/',
        '',
      ]) {
        expect(refused, asked).toContain(await asks(name, asked));
      }
    },
  );

  it('A13, A58 lie in the uploader’s own folder of the own brand, and nowhere else', async () => {
    const paths: readonly (readonly [ActorName, string])[] = [
      ['neighbour', ownPath('owner', 'message-of-an-attack')],
      ['operator', ownPath('owner', 'message-of-an-attack')],
      ['owner', ownPath('operator', 'message-of-an-attack')],
      ['stranger', ownPath('stranger', 'message-of-an-attack')],
      ['owner', ownPath('owner', 'message-of-an-attack', 'globex')],
      ['claimless', ownPath('claimless', 'message-of-an-attack')],
      ['nobody', ownPath('nobody', 'message-of-an-attack')],
    ];
    for (const [name, path] of paths) expect(refused, `${name} ${path}`).toContain(await uploads(name, path));
  });

  it('A59 are not replaced, renamed, changed or deleted, by nobody', async () => {
    const path = ownPath('owner', 'message-of-the-owner');
    for (const name of ['owner', 'neighbour', 'operator', 'admin', 'nobody'] as const) {
      expect(refused, `${name} replaces`).toContain(await uploads(name, path));
      expect(refused, `${name} deletes`).toContain(await asks(name, at(path), { method: 'DELETE' }));
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ contentType: 'text/html', contentDisposition: 'inline' });
      expect(refused, `${name} changes`).toContain(
        await asks(name, at(path), { method: 'PATCH', headers, body }),
      );
    }
  });

  it('A59 do not lie at odd paths', async () => {
    const { id } = attack.stage.actor('owner');
    const odd = [
      ...[
        `uploads/${brand}/${id}/../${room}/x`,
        `uploads/${brand}/${id}/${room}`,
        `uploads/${brand}/${id}/${room}/`,
      ],
      ...[
        `uploads/${brand}/${id}/${room}/a/b`,
        `/uploads/${brand}/${id}/${room}/x`,
        'x',
        `uploads//${id}/${room}/x`,
      ],
      ...[`public/${brand}/${id}/${room}/x`, `uploads/${brand}/${id}/../../${id}/x`],
    ];
    for (const path of odd) expect([400, 404, ...refused], path).toContain(await uploads('owner', path));
  });

  it.each([
    ...['text/html', 'image/svg+xml', 'application/xml', 'text/javascript', 'application/x-msdownload'],
    ...['application/octet-stream', 'IMAGE/PNG', 'image/png; charset=x', 'application/xhtml+xml', ''],
  ])('A60 of the type "%s" are refused by the rules', async (type) => {
    expect([400, ...refused]).toContain(
      await uploads('owner', ownPath('owner', 'message-of-an-attack'), type),
    );
  });

  it('A63 of no size or over the limit are refused', async () => {
    for (const size of [0, limits.fileBytes + 1]) {
      const path = ownPath('owner', 'message-of-an-attack');
      expect([400, 413, ...refused], String(size)).toContain(
        await uploads('owner', path, 'image/png', new Uint8Array(size)),
      );
    }
  });

  it('A74 of others are not read by a disabled operator, nor by anybody with the path alone', async () => {
    const path = ownPath('owner', 'message-of-the-owner');
    for (const name of ['disabled', 'outsider', 'banned'] as const) {
      expect(refused, name).toContain(await asks(name, `${at(path)}?alt=media`));
    }
  });
});
