import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { command, expect, test } from '../host-page.ts';

const loader = readFileSync(fileURLToPath(import.meta.resolve('@foyer/widget')), 'utf8');

test('an application that is built loads the widget by the package, under a strict policy, once', async ({
  foyer,
  host,
}) => {
  const { hosting } = foyer.addresses;
  const shop = await host({
    headers: {
      'content-security-policy': `script-src 'nonce-r4nd0m' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types foyer`,
    },
    body: `<script type="module" nonce="r4nd0m">${loader}
      const source = { src: '${hosting}/foyer.js', nonce: 'r4nd0m', settings: { brand: 'acme', label: 'Ask' } };
      const [one, two] = await Promise.all([loadFoyer(source), loadFoyer(source)]);
      await loadFoyer({ ...source, settings: { brand: 'acme', label: 'Ask again' } });
      window.same = one === two;
    </script>`,
  });
  await expect(shop.page.getByRole('button', { name: 'Ask again' })).toBeVisible();
  await expect.poll(() => shop.page.evaluate(() => (window as unknown as { same: boolean }).same)).toBe(true);
  expect(shop.asked.filter((url) => url.endsWith('/foyer.js'))).toHaveLength(1);
  expect(await command(shop, 'get', 'brand')).toBe('acme');
  expect(shop.said).toEqual([]);
});
