import { useReadable } from '../chat/use-readable.ts';
import type { MenuItem } from './menu.tsx';
import type { PanelProps } from './panel-props.ts';
import type { Asked } from './question.tsx';

/** What stands in the menu of the header now, from top to bottom; what cannot be undone goes through `ask`. */
export function useMenuItems(
  { session, session: { chat, features }, words }: PanelProps,
  ask: (asked: Asked) => void,
): readonly MenuItem[] {
  const room = useReadable(chat.room);
  const items: MenuItem[] = [];
  if (room !== null) items.push({ label: words.rooms.begin, act: () => void session.newConversation() });
  if (room?.openAt !== undefined && features.endChat)
    items.push({
      label: words.endChat,
      act: () => ask({ text: words.endQuestion, confirm: words.endConfirm, act: () => chat.endRoom() }),
    });
  return items;
}
