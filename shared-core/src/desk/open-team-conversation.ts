import { textDraft } from '../conversation/check-draft.ts';
import { deliveryOf } from '../conversation/merge-messages.ts';
import { openMessageList } from '../conversation/message-list.ts';
import type { MessageList } from '../conversation/message-list.ts';
import { always, derive, follow } from '../derive.ts';
import { live } from '../live.ts';
import type { CoreError } from '../model/errors.ts';
import { directTeamRoomId } from '../model/ids.ts';
import type { ModeratorId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { readTeamMessage } from '../model/message.ts';
import type { TeamMessage } from '../model/message.ts';
import { paths } from '../model/paths.ts';
import type { OutboxItem } from '../outbox/outbox.ts';
import { createStore } from '../store.ts';
import type { ConversationContext } from './open-conversation.ts';
import type { TeamChatMessage, TeamConversation } from './team-conversation.ts';

const noRows = always<readonly TeamMessage[] | undefined>([]);
const no = always(false);
const noProblem = always<CoreError | null>(null);

/** Opens the direct conversation with a colleague. */
export function openTeamConversation(context: ConversationContext, colleague: ModeratorId): TeamConversation {
  const { platform, link, outbox } = context;
  const { database, claims } = link;
  const id = directTeamRoomId(claims.id, colleague);
  const items = derive([outbox.items], (all) =>
    all.filter(({ entry: { to } }) => to.kind === 'team' && to.colleague === colleague),
  );
  const unacknowledged = derive(
    [items],
    (own) => new Set(own.filter(({ state }) => state === 'queued').map(({ entry }) => entry.id)),
  );
  // Nobody may read the room before it is opened: the own index says when that has happened.
  const exists = live<boolean>({
    platform,
    database,
    query: { path: paths.teamIndex(claims.id), limitToLast: limits.listRows },
    initial: false,
    read: (stored) => Object.hasOwn(Object(stored ?? {}) as object, id),
  });
  const list = createStore<MessageList<TeamMessage> | null>(null);

  function show(): void {
    if (list.get()) return;
    list.set(
      openMessageList<TeamMessage>({
        platform,
        database,
        path: paths.teamMessages(id),
        read: readTeamMessage,
        unacknowledged,
      }),
    );
  }

  const rows = follow(list, (shown) => shown?.rows ?? noRows);
  const messages = derive([rows, items], (stored, own) => merge(claims.id, stored ?? [], own));
  const stops = [
    exists.subscribe((there) => there && show()),
    items.subscribe((own) => own.some(({ state }) => state === 'sent') && show()),
    rows.subscribe((stored) => outbox.settle(new Set(stored?.map((row) => row.id)))),
    messages.subscribe(() => undefined),
  ];
  if (exists.get()) show();

  return {
    messages,
    hasOlder: follow(list, (shown) => shown?.hasOlder ?? no),
    loadOlder: () => list.get()?.loadOlder() ?? Promise.resolve(),
    problem: follow(list, (shown) => shown?.problem ?? noProblem),
    send: (text) => outbox.add({ kind: 'team', colleague }, textDraft(text)),
    retry: (message) => outbox.retry(message),
    discard: (message) => outbox.discard(message),
    dispose() {
      for (const stop of stops) stop();
      list.get()?.close();
    },
  };
}

function merge(
  me: ModeratorId,
  rows: readonly TeamMessage[],
  items: readonly OutboxItem[],
): readonly TeamChatMessage[] {
  const stored = new Set(rows.map((row) => row.id));
  return [
    ...rows.map((message): TeamChatMessage => ({
      message,
      mine: message.by === me,
      delivery: { state: 'sent' },
    })),
    ...items
      .filter(({ entry }) => !stored.has(entry.id))
      .map((item): TeamChatMessage => ({
        message: {
          id: item.entry.id,
          by: me,
          text: item.entry.draft.kind === 'text' ? item.entry.draft.text : '',
          at: item.entry.writtenAt,
        },
        mine: true,
        delivery: deliveryOf(item),
      })),
  ];
}
