import { expect, test as base } from '../stack.ts';
import type { Foyer } from '../stack.ts';
import { Widget } from '../widget-page.ts';
import { Wire } from '../wire.ts';

const test = base.extend<{ wire: Wire }>({
  wire: async ({ foyer }, use) => {
    const wire = await Wire.to(foyer);
    await use(wire);
    await wire.close();
  },
});

/** The texts of the conversation in which this one stands, as the database has them, by the server's time. */
function storedTexts(foyer: Foyer, text: string): readonly string[] {
  const dump = foyer.firebase.dump() as { 'room-messages'?: Record<string, Record<string, Rows>> };
  const rooms = Object.values(dump['room-messages']?.['acme'] ?? {}).map((rows) => Object.values(rows));
  return (rooms.find((rows) => rows.some((row) => row.text === text)) ?? [])
    .sort((a, b) => a.at - b.at)
    .map((row) => row.text ?? '');
}
type Rows = Record<string, { readonly at: number; readonly text?: string }>;

test('B3: what was sent without a link and what was only typed survive the crash of the page', async ({
  foyer,
  visitor,
  wire,
}) => {
  const before = await visitor();
  await wire.put(before.page);
  await before.open();
  await before.write('B3 first');
  await expect(before.log.getByText('Sent')).toBeVisible();
  wire.cut();
  await before.write('B3 second');
  await before.write('B3 third');
  await before.composer.fill('B3 not sent yet');
  const context = before.page.context();
  const crashed = before.page.waitForEvent('crash');
  before.page.goto('chrome://crash').catch(() => undefined);
  await crashed;

  const page = await context.newPage();
  await page.goto(foyer.addresses.hosting);
  const after = new Widget(page);
  await after.open();
  await expect(after.composer).toHaveValue('B3 not sent yet');
  await expect(after.message('B3 third')).toBeVisible();
  wire.heal();
  await expect.poll(() => storedTexts(foyer, 'B3 first')).toEqual(['B3 first', 'B3 second', 'B3 third']);
  for (const text of ['B3 first', 'B3 second', 'B3 third']) await expect(after.message(text)).toHaveCount(1);
  // What was sent is no draft any more.
  await after.composer.press('Enter');
  await page.reload();
  if (!(await after.composer.isVisible())) await after.open();
  await expect(after.composer).toHaveValue('');
  await expect(after.message('B3 not sent yet')).toHaveCount(1);
});

test('B7: a double click, a held key and the Enter of an input method send one message', async ({
  foyer,
  visitor,
}) => {
  const shop = await visitor();
  await shop.open();
  await shop.composer.fill('B7 clicked');
  await shop.panel.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await expect(shop.message('B7 clicked')).toBeVisible();
  await shop.composer.fill('B7 held');
  await shop.page.keyboard.down('Enter');
  await shop.page.keyboard.insertText('B7 composed');
  for (let times = 0; times < 3; times++) await shop.page.keyboard.down('Enter');
  await shop.page.keyboard.up('Enter');
  await expect(shop.composer).toHaveValue('B7 composed');
  await shop.composer.evaluate((field) => {
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }),
    );
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, keyCode: 229 }),
    );
  });
  await expect(shop.composer).toHaveValue('B7 composed');
  await shop.composer.press('Enter');
  await expect.poll(() => storedTexts(foyer, 'B7 clicked')).toEqual(['B7 clicked', 'B7 held', 'B7 composed']);
});

test('B8: two tabs that wrote without a link show the same conversation, each message once', async ({
  foyer,
  visitor,
  wire,
}) => {
  const left = await visitor();
  await wire.put(left.page);
  await left.open();
  await left.write('B8 first');
  await expect(left.log.getByText('Sent')).toBeVisible();
  const right = new Widget(await left.page.context().newPage());
  await right.page.goto(foyer.addresses.hosting);
  await right.open();
  await expect(right.message('B8 first')).toBeVisible();
  wire.cut();
  await left.write('B8 from the left');
  await right.write('B8 from the right');
  wire.heal();
  const all = ['B8 first', 'B8 from the left', 'B8 from the right'];
  await expect.poll(() => [...storedTexts(foyer, 'B8 first')].sort(), { timeout: 30_000 }).toEqual(all);
  for (const tab of [left, right])
    for (const text of all) await expect(tab.message(text)).toHaveCount(1, { timeout: 20_000 });
});

test('B10, B11, B12: where the browser blocks storage and databases of its own, the chat works and the page hears nothing', async ({
  foyer,
  visitor,
}) => {
  const shop = await visitor('/shop.css');
  const errors: string[] = [];
  shop.page.on('pageerror', (error) => errors.push(error.message));
  await shop.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
  });
  await shop.page.goto(foyer.addresses.hosting);
  await shop.open();
  await shop.write('B10 from memory');
  await expect(shop.log.getByText('Sent')).toBeVisible();
  expect(errors).toEqual([]);
  expect(storedTexts(foyer, 'B10 from memory')).toEqual(['B10 from memory']);
});

test('B13: a page whose script is blocked has no chat and no error', async ({ foyer, visitor }) => {
  const shop = await visitor('/shop.css');
  const errors: string[] = [];
  shop.page.on('pageerror', (error) => errors.push(error.message));
  await shop.page.route('**/foyer.js', (route) => route.abort());
  await shop.page.goto(`${foyer.addresses.hosting}/product.html`);
  await shop.page.getByRole('button', { name: 'Ask about this tent' }).click();
  await expect(shop.page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(errors).toEqual([]);
});

test('B13, B14: where sockets are blocked the visitor hears so within 10 s, the text is kept, another way is offered', async ({
  foyer,
  visitor,
  wire,
}) => {
  const shop = await visitor();
  await wire.put(shop.page);
  wire.cut();
  await shop.open();
  await shop.write('B14 waits');
  await shop.composer.fill('B14 typed');
  const notice = shop.panel.getByRole('status').filter({ hasText: 'No connection' });
  await expect(notice).toBeVisible({ timeout: 10_000 });
  await expect(notice.getByRole('link', { name: 'Contact us another way' })).toHaveAttribute(
    'href',
    'mailto:hello@acme.example',
  );
  await expect(shop.message('B14 waits')).toBeVisible();
  // No storm: the pauses between two attempts grow.
  expect(wire.attempts).toBeLessThan(12);
  await shop.page.reload();
  if (!(await shop.composer.isVisible())) await shop.open();
  await expect(shop.composer).toHaveValue('B14 typed');
  await expect(shop.message('B14 waits')).toBeVisible();
  wire.heal();
  await expect.poll(() => storedTexts(foyer, 'B14 waits'), { timeout: 40_000 }).toEqual(['B14 waits']);
});

test('B14: a sign-in that never answers is told of within 10 s', async ({ visitor }) => {
  const shop = await visitor();
  await shop.page.route('**/api/loginExternal', () => undefined);
  await shop.open();
  const notice = shop.panel.getByRole('status').filter({ hasText: 'No connection' });
  await expect(notice.getByRole('link')).toBeVisible({ timeout: 10_000 });
});

test('B24: the chat works on a page that has polluted every prototype', async ({ foyer, visitor }) => {
  const shop = await visitor('/shop.css');
  await shop.page.addInitScript(() => {
    // What prototype.js 1.6 and its like leave behind.
    const add = (target: object, name: string, value: unknown) => {
      Object.assign(target, { [name]: value });
    };
    add(Array.prototype, 'each', () => undefined);
    add(Array.prototype, 'toJSON', function (this: unknown[]) {
      return `[${this.map(String).join()}]`;
    });
    add(String.prototype, 'toJSON', function (this: string) {
      return `"${this}"`;
    });
    add(Object.prototype, 'extended', 'by the page');
    add(Function.prototype, 'bindAsEventListener', () => undefined);
    add(Element.prototype, 'visible', () => false);
  });
  await shop.page.goto(foyer.addresses.hosting);
  await shop.open();
  await shop.write('B24 works');
  await expect(shop.log.getByText('Sent')).toBeVisible();
  expect(storedTexts(foyer, 'B24 works')).toEqual(['B24 works']);
});
