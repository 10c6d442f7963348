import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { violations } from '../axe.ts';
import { beginConversation } from '../begin-conversation.ts';
import { command, expect, test } from '../host-page.ts';
import type { Widget } from '../widget-page.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function choose(shop: Widget, item: string): Promise<void> {
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: item }).click();
}

async function download(shop: Widget): Promise<{ readonly name: string; readonly text: string }> {
  const [file] = await Promise.all([
    shop.page.waitForEvent('download'),
    choose(shop, 'Download conversation'),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

function question(shop: Widget): Locator {
  return shop.panel.getByRole('alertdialog', { name: 'E-mail this conversation' });
}

function mailsTo(folder: string, address: string): readonly { readonly text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { to: string; text: string })
    .filter(({ to }) => to === address);
}

test('a visitor downloads a conversation, all of it', async ({ host, foyer }) => {
  // Under a policy that knows of no downloads.
  const shop = await host({
    headers: {
      'content-security-policy': `default-src 'none'; script-src ${foyer.addresses.hosting}; connect-src http: ws:`,
    },
  });
  await shop.open();
  await shop.write('Where are my shoes?');
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  const room = String(await command(shop, 'get', 'conversationId'));
  const by = String(await command(shop, 'get', 'visitorId'));
  const at = Date.now() - 9_000_000;
  await foyer.store(
    Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [
        `room-messages/acme/${room}/old${String(index).padStart(20, '0')}`,
        { by, role: 'client', kind: 'text', text: `old ${index}`, at: at + index },
      ]),
    ),
  );
  // More than are shown at first.
  await shop.page.reload();
  await expect(shop.message('old 119')).toBeVisible();
  await command(shop, 'endConversation');
  await expect(shop.panel.getByText('Conversation ended')).toBeVisible();
  const { name, text } = await download(shop);
  expect(name).toMatch(/^acme-\d{4}-\d\d-\d\d-\d\d-\d\d\.txt$/);
  const lines = text.trimEnd().split('\n');
  expect(lines.slice(0, 2)).toEqual(['Acme Outdoor', '']);
  expect(lines.slice(2).map((line) => line.replace(/^.* · /, ''))).toEqual([
    ...Array.from({ length: 120 }, (_, index) => `You: old ${index}`),
    'You: Where are my shoes?',
    'Conversation ended',
  ]);
  expect(lines[2]).toMatch(/^\d{1,2} \w{3,4} \d{4}, \d{2}:\d{2} · /);
});

for (const [size, context] of [
  ['light, on a desktop', { colorScheme: 'light' }],
  ['dark, on a phone', { ...phone, colorScheme: 'dark' }],
] as const) {
  test(`a visitor has a conversation sent by mail, ${size}`, async ({ visitor, operator, foyer }) => {
    const { shop } = await beginConversation(
      { visitor: (path) => visitor(path, context), operator },
      `Where are my shoes, ${size}?`,
      'On their way.',
    );
    await choose(shop, 'E-mail this conversation');
    const field = question(shop).getByRole('textbox', { name: 'E-mail address' });
    await expect(field).toBeFocused();
    await field.fill('no address');
    await field.press('Enter');
    await expect(question(shop).getByRole('alert')).toHaveText(
      'Write an e-mail address like name@example.com.',
    );
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    const address = `kim.${context.colorScheme}@test.example`;
    await field.fill(address);
    await question(shop).getByRole('button', { name: 'Send', exact: true }).click();
    await expect(shop.panel.getByText(`It is on its way to ${address}.`)).toBeVisible();
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    await shop.panel.getByRole('button', { name: 'OK' }).click();
    await expect(shop.panel.getByRole('alertdialog')).toHaveCount(0);
    await expect.poll(() => mailsTo(foyer.outbox, address).length).toBe(1);
    const [mail] = mailsTo(foyer.outbox, address);
    expect(mail?.text).toContain(`You: Where are my shoes, ${size}?`);
    expect(mail?.text).toMatch(/: On their way\.\n/);
  });
}

test('who asks too often is told so, and nothing is offered that nobody has answered', async ({
  visitor,
  operator,
}) => {
  const silent = await visitor();
  await silent.open();
  await silent.write('Anybody?');
  await expect(silent.panel.getByText('Sent', { exact: true })).toBeVisible();
  await silent.panel.getByRole('button', { name: 'More options' }).click();
  await expect(silent.panel.getByRole('button', { name: 'Download conversation' })).toBeVisible();
  await expect(silent.panel.getByRole('button', { name: 'E-mail this conversation' })).toHaveCount(0);

  const { shop } = await beginConversation({ visitor, operator }, 'Send it six times?', 'No.');
  for (let time = 1; time <= 6; time += 1) {
    await choose(shop, 'E-mail this conversation');
    await question(shop).getByRole('textbox').fill('often@test.example');
    await question(shop).getByRole('button', { name: 'Send', exact: true }).click();
    if (time < 6) await shop.panel.getByRole('button', { name: 'OK' }).click();
  }
  await expect(question(shop).getByRole('alert')).toHaveText(
    'Too many attempts. Wait a minute and try again.',
  );
  await question(shop).getByRole('textbox').press('Escape');
  await expect(shop.panel.getByRole('alertdialog')).toHaveCount(0);
});

test('a page does without transcripts', async ({ host }) => {
  const shop = await host({
    body: '<script async src="{origin}/foyer.js" data-brand="acme" data-features="no-transcript"></script>',
  });
  await shop.open();
  await shop.write('Secret');
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await expect(shop.panel.getByRole('button', { name: 'New conversation' })).toBeVisible();
  await expect(shop.panel.getByRole('button', { name: 'Download conversation' })).toHaveCount(0);
});
