import { archivedConversation } from '../archive.ts';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';

test('the chat goes on while the functions are stopped, and the archive catches up', async ({
  foyer,
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation(
    { visitor, operator },
    'Before the functions stop',
    'I am here.',
  );

  await foyer.firebase.functions.stop();
  try {
    await shop.write('Nobody archives this now');
    await expect(desk.message('Nobody archives this now')).toBeVisible();
    await desk.write('We go on all the same');
    await expect(shop.message('We go on all the same')).toBeVisible();
  } finally {
    await foyer.firebase.functions.start();
  }
  await foyer.firebase.runSchedule('archiveSweep');
  await expect
    .poll(
      () => archivedConversation(foyer.archiveFile, 'Before the functions stop').map(({ body }) => body),
      { timeout: 15_000 },
    )
    .toEqual([
      'Before the functions stop',
      '',
      'I am here.',
      'Nobody archives this now',
      'We go on all the same',
    ]);
});

test('a restart of the server in mid-chat loses nothing and doubles nothing', async ({
  foyer,
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation(
    { visitor, operator },
    'Before the restart',
    'I am with you.',
  );

  await foyer.restart(async () => {
    await shop.write('Written while the server was down');
    await desk.write('So was this');
    await expect(shop.message('Written while the server was down')).toBeVisible();
  });

  const conversation = [
    'Before the restart',
    'I am with you.',
    'Written while the server was down',
    'So was this',
  ];
  for (const side of [shop, desk]) {
    for (const text of conversation) {
      await expect(side.message(text)).toHaveCount(1, { timeout: 30_000 });
    }
  }
  await shop.page.reload();
  if (!(await shop.composer.isVisible())) await shop.open();
  for (const text of conversation) await expect(shop.message(text)).toHaveCount(1);
  await expect
    .poll(
      () =>
        archivedConversation(foyer.archiveFile, 'Before the restart')
          .map(({ body }) => body)
          .sort(),
      { timeout: 15_000 },
    )
    .toEqual(['', ...conversation].sort());
});
