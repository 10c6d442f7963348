import { archivedConversation } from '../archive.ts';
import { expect, test } from '../stack.ts';

test('the chat goes on while the functions are stopped, and the archive catches up', async ({
  foyer,
  visitor,
  operator,
}) => {
  const desk = await operator('operator1@demo.test');
  const shop = await visitor();
  await shop.open();
  await shop.write('Before the functions stop');
  await desk.choose('Before the functions stop');
  await desk.takeAndWrite('I am here.');
  await expect(shop.message('I am here.')).toBeVisible();

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
      () => archivedConversation(foyer.archiveFile, 'Before the functions stop').map(({ text }) => text),
      { timeout: 15_000 },
    )
    .toEqual([
      'Before the functions stop',
      null,
      'I am here.',
      'Nobody archives this now',
      'We go on all the same',
    ]);
});
