import { violations } from '../axe.ts';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a visitor rates a conversation that is over, once, and the operator sees it, ${colorScheme}`, async ({
    visitor,
    operator,
  }) => {
    const question = `Was it any good? ${colorScheme}`;
    const { shop, desk } = await beginConversation(
      { visitor: (path) => visitor(path, { colorScheme }), operator },
      question,
      'We hope so.',
    );
    await shop.panel.getByRole('button', { name: 'More options' }).click();
    await shop.panel.getByRole('button', { name: 'End conversation' }).click();
    await shop.panel.getByRole('button', { name: 'End', exact: true }).click();

    const stars = shop.panel.getByRole('group', { name: 'How was this conversation?' });
    await expect(stars.getByRole('radio')).toHaveCount(5);
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    // By keyboard, as a group of radio buttons is used.
    await stars.getByRole('radio', { name: '1 of 5' }).focus();
    await shop.page.keyboard.press('Space');
    for (let step = 0; step < 3; step += 1) await shop.page.keyboard.press('ArrowRight');
    await expect(stars.getByRole('radio', { name: '4 of 5' })).toBeChecked();
    await shop.panel.getByRole('textbox', { name: 'Tell us more (optional)' }).fill('  Quick and kind.  ');
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    await shop.panel.getByRole('button', { name: 'Send rating' }).click();
    await expect(shop.panel.getByText('Thank you for your rating.')).toBeVisible();

    const card = desk.page.getByRole('complementary');
    await expect(card.getByText('4 of 5')).toBeVisible();
    await expect(card.getByText('Quick and kind.', { exact: true })).toBeVisible();

    await shop.page.reload();
    await expect(shop.panel.or(shop.launcher).first()).toBeVisible();
    if (!(await shop.panel.isVisible())) await shop.open();
    await expect(shop.panel.getByText('Thank you for your rating.')).toBeVisible();
    await expect(shop.panel.getByRole('radio')).toHaveCount(0);
  });
}
