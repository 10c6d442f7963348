// Every state of the widget: each story is a visit to one page, each of its steps ends where a picture is taken.
import { Buffer } from 'node:buffer';
import { expect } from '@playwright/test';

const DAY = 24 * 60 * 60_000;

/** Lets what was written so far have been written yesterday, in its order. */
async function age(api, { brand, room }, messages) {
  const at = Date.now() - DAY;
  const ids = Object.keys(messages).sort((a, b) => messages[a].at - messages[b].at);
  await api.update(
    Object.fromEntries(ids.map((id, place) => [`room-messages/${brand}/${room}/${id}/at`, at + place])),
    'owner',
  );
}

const photo = (bytes, name) => ({ name, mimeType: 'image/jpeg', buffer: bytes });

/** One visit from the launcher to the end of a conversation and the next one. */
const visit = {
  kind: 'open',
  attributes: ({ label }) => ({ label }),
  steps: [
    ['Launcher with a label', ({ stage }) => stage.find('.launcher-label').waitFor()],
    [
      'A message beside it',
      async ({ stage, texts }) => {
        await stage.command('showMessage', texts.teaser);
        await stage.find('.teaser-text').waitFor();
      },
    ],
    [
      'First opening',
      async ({ stage, texts }) => {
        await stage.find('.teaser-close').click();
        await stage.open();
        await expect(stage.find('.welcome')).toContainText(texts.welcome);
      },
    ],
    [
      'Emoji',
      async ({ stage }) => {
        await stage.find('.picker > button').click();
        await stage.find('.emoji button').first().waitFor();
      },
    ],
    [
      'Place in the queue',
      async (scene) => {
        const { stage, texts } = scene;
        await stage.find('.composer textarea').click();
        for (const text of texts.asked) await stage.write(text);
        scene.to = await stage.room();
        await expect(stage.find('.queue')).toContainText(texts.wait);
      },
    ],
    [
      'Conversation of two days',
      async ({ stage, operator, texts, to, api, stored }) => {
        await operator.take(to);
        await stage.find('.queue').waitFor({ state: 'detached' });
        await age(api, to, await stored(`room-messages/${to.brand}/${to.room}`));
        await expect(stage.find('.day')).toHaveCount(1);
        for (const text of texts.answered) await operator.say(to, text);
        await stage.find('.bubble a').waitFor();
        await stage.write(texts.last);
        await stage.reads(texts.last);
        await expect(stage.find('.day')).toHaveCount(2);
        await stage.room();
      },
    ],
    ['Menu', ({ stage }) => stage.choose()],
    [
      'Question before erasing',
      async ({ stage }) => {
        await stage.find('.menu-list button').last().click();
        await stage.find('.question').waitFor();
      },
    ],
    [
      'Pictures before sending',
      async ({ stage, bytes }) => {
        await stage.find('.question .plain-button').click();
        await stage.pick([photo(bytes, 'camp.jpg'), photo(bytes, 'view.jpg')]);
        await expect(stage.find('.tray-picture')).toHaveCount(2);
        await expect
          .poll(() =>
            stage.find('.tray canvas').evaluateAll((all) => all.every(({ width }) => width !== 300)),
          )
          .toBe(true);
      },
    ],
    [
      'Picture, file, typing',
      async ({ stage, operator, texts, to }) => {
        await stage.find('.tray-picture button').last().click();
        await stage.find('.tray .text-button').click();
        await stage.find('.picture img').waitFor();
        await stage.pick({
          name: texts.file,
          mimeType: 'text/plain',
          buffer: Buffer.alloc(48_000, 'Tent. '),
        });
        await stage.find('.chip').waitFor();
        await expect(stage.find('.chip')).toBeEnabled();
        await stage.find('.chip progress').waitFor({ state: 'detached' });
        await operator.type(to, true);
        await stage.find('.typing').waitFor();
      },
    ],
    [
      'Unread messages',
      async ({ stage, operator, texts, to }) => {
        await operator.type(to, false);
        await stage.command('close');
        for (const text of texts.more) await operator.say(to, text);
        await expect(stage.find('.badge')).toHaveText('2');
      },
    ],
    [
      'No connection',
      async ({ stage, texts }) => {
        await stage.open();
        await stage.reads(texts.more[1]);
        await stage.setOffline(true);
        await stage.find('.banner').waitFor();
        await stage.write(texts.lost);
        await stage.reads(texts.lost);
      },
    ],
    [
      'Ended, to be rated',
      async ({ stage, operator, to }) => {
        await stage.setOffline(false);
        await stage.find('.banner').waitFor({ state: 'detached' });
        await stage.room();
        await operator.end(to);
        await stage.find('.stars input').nth(3).click();
        await stage.find('.rate-comment').waitFor();
      },
    ],
    [
      'Ended and rated',
      async ({ stage }) => {
        await stage.find('.rating .plain-button').click();
        await stage.find('p.rating').waitFor();
      },
    ],
    [
      'All conversations',
      async (scene) => {
        const { stage, texts } = scene;
        await stage.write(texts.later);
        await expect(stage.find('p.rating')).toHaveCount(0);
        await stage.reads(texts.later);
        scene.to = await stage.room();
        await stage.find('.back').click();
        await expect(stage.find('.room')).toHaveCount(2);
      },
    ],
    [
      'An earlier one',
      async ({ stage, texts }) => {
        await stage.find('.room').last().click();
        await stage.find('.closed-note .main-button').waitFor();
        await stage.reads(texts.lost);
        await stage.find('.picture img').waitFor();
      },
    ],
    [
      'Not sent',
      async ({ stage, operator, texts, to }) => {
        await stage.command('open', { conversationId: to.room });
        await stage.reads(texts.later);
        await stage.setOffline(true);
        await stage.find('.banner').waitFor();
        await stage.write(texts.lost);
        await operator.ban(to);
        await stage.setOffline(false);
        await stage.find('.failed').waitFor();
      },
    ],
  ],
};

const others = [
  {
    kind: 'form',
    steps: [
      [
        'Form before the chat',
        async ({ stage }) => {
          await stage.open('.ask');
        },
      ],
      [
        'What is wrong with it',
        async ({ stage }) => {
          await stage.find('.ask select').selectOption({ index: 2 });
          await stage.find('.ask [type=email]').fill('mara@acme');
          await stage.find('.ask .main-button').click();
          await stage.find('.ask .wrong').first().waitFor();
        },
      ],
    ],
  },
  {
    kind: 'away',
    steps: [
      [
        'Nobody there',
        async ({ stage }) => {
          await stage.open('.away form');
        },
      ],
    ],
  },
  {
    kind: 'open',
    attributes: () => ({ contact: 'mailto:help@acme.example' }),
    prepare: (context) => context.route('**/loginExternal', (route) => route.abort()),
    steps: [['Blocked, with another way', ({ stage }) => stage.open('.banner a')]],
  },
  { kind: 'shut', steps: [['Switched off', ({ stage }) => stage.open('.mute')]] },
  {
    kind: 'open',
    attributes: () => ({ container: '#here' }),
    body: '<div id="here"></div>',
    steps: [['In a container of the page', ({ stage }) => stage.find('.panel .composer').waitFor()]],
  },
];

export const stories = [visit, ...others];
