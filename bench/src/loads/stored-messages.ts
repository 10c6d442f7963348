// Fills a folder with messages, or measures how long a start takes that finds them there.
import { startLocalFirebase } from '@foyer/local-firebase';
import { report } from '../serve.ts';

const MESSAGES_PER_ROOM = 50;

function start(folder: string): ReturnType<typeof startLocalFirebase> {
  return startLocalFirebase({ config: {}, functions: false, folder });
}

function messages(count: number): object {
  const rooms: Record<string, Record<string, object>> = {};
  for (let index = 0; index < count; index++) {
    const room = (rooms[`room${Math.floor(index / MESSAGES_PER_ROOM)}`] ??= {});
    room[`-Obench${String(index).padStart(13, '0')}`] = {
      ...{ by: `g_visitor${index % 1000}`, role: 'client', kind: 'text' },
      text: `Hello, where is my order number ${index}? I have been waiting for a while.`,
      at: 1_700_000_000_000 + index * 1000,
    };
  }
  return { 'room-messages': { acme: rooms } };
}

const [task, folder = '', count] = process.argv.slice(2);
if (task === 'fill') {
  const firebase = await start(folder);
  firebase.load(messages(Number(count)));
  await firebase.close();
  report({});
} else {
  const began = performance.now();
  const firebase = await start(folder);
  const ms = performance.now() - began;
  await firebase.close();
  report({ ms, rss: process.memoryUsage().rss });
}
