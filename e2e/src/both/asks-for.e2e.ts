import { violations } from '../axe.ts';
import { command, expect, heard, test } from '../host-page.ts';
import type { Foyer } from '../stack.ts';

/** The id of somebody of the demo. */
async function idOf(foyer: Foyer, name: string): Promise<string> {
  const moderators = (await foyer.stored('moderators')) as Record<string, { readonly name: string }>;
  const [id] = Object.entries(moderators).find((entry) => entry[1].name === name) ?? [];
  return String(id);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a page asks for somebody: the desk says for whom, and marks it in that person's list only, ${colorScheme}`, async ({
    host,
    foyer,
    operator,
  }) => {
    const wanted = await operator('operator1@demo.test', { colorScheme });
    const other = await operator('operator2@demo.test', { colorScheme });
    const name = 'Nora Berg';
    const id = await idOf(foyer, name);
    const words = `Is ${name} there? ${colorScheme}`;
    const shop = await host({
      body: `<script async src="{origin}/foyer.js" data-brand="acme" data-operator="${id}"></script>`,
    });
    await shop.open();
    await shop.write(words);
    await expect(shop.message(words)).toBeVisible();
    await expect(wanted.page.getByRole('link', { name: words }).getByText('Asks for you')).toBeVisible();
    await expect(other.page.getByRole('link', { name: words })).toBeVisible();
    await expect(other.page.getByRole('link', { name: words }).getByText('Asks for you')).toHaveCount(0);
    for (const desk of [wanted, other]) {
      await desk.choose(words);
      await expect(desk.page.getByRole('complementary', { name: 'Visitor' })).toContainText(
        `Asks for${name}`,
      );
    }
    expect(await violations(wanted.page, 'fy-visitor-card')).toEqual([]);
    expect(await violations(wanted.page, 'fy-room-list')).toEqual([]);
    // A wish and no right: anybody of the brand answers.
    await other.takeAndWrite('I am here');
    await expect(shop.message('I am here')).toBeVisible();
    await expect(wanted.inbox.getByText('I am here').first()).toBeVisible();
    await expect(wanted.page.getByText('Asks for you')).toHaveCount(0);
  });
}

test('a page that asks for nobody there is keeps nobody from writing', async ({ host, foyer, operator }) => {
  const shop = await host();
  await command(shop, 'ready');
  await command(shop, 'setOperator', '../x').catch(() => undefined);
  expect((await heard(shop)).filter(({ name }) => name === 'error')).toHaveLength(1);
  await command(shop, 'setOperator', 'gone-long-ago');
  await shop.open();
  await shop.write('Who is there?');
  const desk = await operator('operator1@demo.test');
  await desk.choose('Who is there?');
  await desk.takeAndWrite('Me');
  await expect(shop.message('Me')).toBeVisible();
  await expect(desk.page.getByRole('complementary', { name: 'Visitor' })).not.toContainText('Asks for');
  const id = String(await command(shop, 'get', 'conversationId'));
  expect(await foyer.stored(`rooms/acme/${id}/asksFor`)).toBe('gone-long-ago');
  await command(shop, 'setOperator', '');
  await command(shop, 'endConversation');
  await command(shop, 'sendMessage', 'And now?');
  await expect.poll(() => command(shop, 'get', 'conversationId')).not.toBe(id);
  const next = String(await command(shop, 'get', 'conversationId'));
  expect((await foyer.stored(`rooms/acme/${next}`)) as object).not.toHaveProperty('asksFor');
});
