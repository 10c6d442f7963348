import { fillText } from '../strings/fill-text.ts';
import { saveFile } from './save-file.ts';
import type { PanelProps } from '../view/panel-props.ts';

/**
 * Hands the visitor the conversation that is shown as a text file, from its first message on, named so that files of
 * several conversations sort by time. Rejects with a `CoreError` when earlier messages cannot be had.
 */
export async function saveTranscript({ session: { chat }, words, formats }: PanelProps): Promise<void> {
  const room = chat.room.get();
  while (chat.hasOlder.get() && chat.room.get()?.id === room?.id) await chat.loadOlder();
  const lines = chat.messages
    .get()
    .filter(({ delivery }) => delivery.state === 'sent')
    .map(({ message, mine }) => {
      const name = message.name ?? (mine ? words.you : words.someone);
      const said =
        message.kind === 'event'
          ? fillText(words[message.event], { name })
          : `${name}: ${message.kind === 'text' ? message.text : `[${message.file.name}]`}`;
      return `${formats.stamp(message.at)} · ${said}\n`;
    });
  const begun = new Date(room?.createdAt ?? 0);
  const day = new Date(+begun - begun.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  saveFile(
    `${room?.brand ?? ''}-${day.replace(/[T:]/g, '-')}.txt`,
    'text/plain',
    `${chat.profile.get()?.name ?? ''}\n\n${lines.join('')}`,
  );
}
