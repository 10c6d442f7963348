import { saveTranscript } from '../chat/save-transcript.ts';
import { useReadable } from '../chat/use-readable.ts';
import { fillText } from '../strings/fill-text.ts';
import type { MenuItem } from './menu.tsx';
import type { PanelProps } from './panel-props.ts';
import type { Asked } from './question.tsx';

/** What stands in the menu of the header now, from top to bottom; what cannot be undone goes through `ask`, why something failed to `refuse`. */
export function useMenuItems(
  props: PanelProps,
  {
    ask,
    refuse,
    download,
  }: {
    readonly ask: (asked: Asked) => void;
    readonly refuse: (cause: unknown) => void;
    readonly download: () => void;
  },
): readonly MenuItem[] {
  const { session, words } = props;
  const { chat, features } = session;
  const hasAnswer = useReadable(chat.messages).some(({ mine }) => !mine);
  const room = useReadable(chat.room);
  const visitor = useReadable(chat.visitorId);
  const isSoundOn = useReadable(session.chime.isOn);
  const items: MenuItem[] = [];
  if (room !== null) items.push({ label: words.rooms.begin, act: () => void session.newConversation() });
  if (room !== null && features.transcript) {
    items.push({
      label: words.rooms.save,
      act() {
        saveTranscript(props).catch(refuse);
      },
    });
    if (hasAnswer)
      items.push({
        label: words.rooms.mail,
        act: () =>
          ask({
            text: words.rooms.mail,
            confirm: words.send,
            field: words.forms.address,
            act: (email) => chat.mailTranscript(email, props.formats.locale),
            done: (email) => fillText(words.rooms.mailed, { email }),
          }),
      });
  }
  const { popout } = session;
  if (popout)
    items.push({
      label: words.popout,
      act: () => {
        popout().catch(refuse);
      },
    });
  if (room?.openAt !== undefined && features.endChat)
    items.push({
      label: words.endChat,
      act: () => ask({ text: words.endQuestion, confirm: words.endConfirm, act: () => chat.endRoom() }),
    });
  if (visitor !== null && features.sound)
    items.push({ label: words.sound, isOn: isSoundOn, act: session.chime.toggle });
  if (visitor !== null)
    items.push(
      { label: words.downloadData, act: download },
      {
        label: words.eraseData,
        act: () =>
          ask({ text: words.eraseQuestion, confirm: words.eraseConfirm, act: () => session.erase() }),
      },
    );
  return items;
}
