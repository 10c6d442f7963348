import type { OwnDataProgress } from '@foyer/shared-core';
import { useRef, useState } from 'preact/hooks';
import type { ChatSession } from '../chat/chat-session.ts';
import { saveFile } from '../chat/save-file.ts';

/** What takes no longer than this many milliseconds needs no word. */
const PATIENCE_MS = 700;

/** Downloads all that is kept of the visitor; why it failed goes to `refuse`. */
export function useOwnData(
  { chat }: ChatSession,
  refuse: (cause: unknown) => void,
): {
  /** Null while nothing is under way. */
  readonly progress: OwnDataProgress | null;
  readonly download: () => void;
  readonly cancel: () => void;
} {
  const [progress, setProgress] = useState<OwnDataProgress | null>(null);
  const current = useRef<object | null>(null);

  function cancel(): void {
    current.current = null;
    setProgress(null);
  }

  return {
    progress,
    cancel,
    download() {
      const run = (current.current = {});
      const isOn = (): boolean => current.current === run;
      setTimeout(() => {
        if (isOn()) setProgress((now) => now ?? { messages: 0, share: 0 });
      }, PATIENCE_MS);
      chat
        .ownData((next) => {
          if (isOn()) setProgress(next);
          return isOn();
        })
        .then((data) => {
          if (!isOn()) return;
          cancel();
          saveFile('chat.json', 'application/json', JSON.stringify(data, null, 2));
        })
        .catch((cause: unknown) => {
          if (!isOn()) return;
          cancel();
          refuse(cause);
        });
    },
  };
}
