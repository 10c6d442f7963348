import { readFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalFirebase, type FirebaseJson, type LocalFirebase } from '@foyer/local-firebase';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type HostingPart = Exclude<NonNullable<FirebaseJson['hosting']>, readonly unknown[]>;

let folder: string;
let firebase: LocalFirebase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-headers-'));
  const { hosting } = JSON.parse(
    await readFile(new URL('../../../firebase.json', import.meta.url), 'utf8'),
  ) as { readonly hosting: HostingPart };
  await mkdir(join(folder, 'public/desk'), { recursive: true });
  await writeFile(join(folder, 'public/desk/index.html'), '<!doctype html><title>Desk</title>');
  await writeFile(join(folder, 'public/foyer.js'), '');
  firebase = await startLocalFirebase({
    root: folder,
    config: { hosting: { ...hosting, public: 'public' } },
    functions: false,
  });
});
afterAll(async () => {
  await firebase.close();
  await rm(folder, { recursive: true });
});

describe("the desk's pages", () => {
  it.each(['/desk/', '/desk/index.html', '/desk/rooms/acme/some-room', '/desk'])(
    'A77: %s is shown in no frame, keeps no cookie and tells nobody where one came from',
    async (path) => {
      const response = await fetch(`${firebase.urls.hosting}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(response.headers.get('x-frame-options')).toBe('DENY');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('set-cookie')).toBeNull();
    },
  );

  it('A77: what any website may load is the widget alone', async () => {
    const widget = await fetch(`${firebase.urls.hosting}/foyer.js`);
    expect(widget.headers.get('access-control-allow-origin')).toBe('*');
    const desk = await fetch(`${firebase.urls.hosting}/desk/`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(desk.headers.get('access-control-allow-origin')).toBeNull();
  });
});
