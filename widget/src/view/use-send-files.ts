import { isCoreError } from '@foyer/shared-core';
import type { CoreErrorCode } from '@foyer/shared-core';
import { useCallback, useState } from 'preact/hooks';
import type { ChatSession } from '../chat/chat-session.ts';

/** Sends files and keeps the reason why the last one was not taken. */
export function useSendFiles(session: ChatSession): {
  readonly refusal: CoreErrorCode | null;
  readonly sendFiles: (files: readonly File[]) => void;
  readonly clearRefusal: () => void;
} {
  const [refusal, setRefusal] = useState<CoreErrorCode | null>(null);
  const sendFiles = useCallback(
    (files: readonly File[]) => {
      setRefusal(null);
      for (const file of files) {
        try {
          session.chat.sendFile({ name: file.name, type: file.type, size: file.size, body: file });
        } catch (cause) {
          setRefusal(isCoreError(cause) ? cause.code : 'failed');
        }
      }
    },
    [session],
  );
  const clearRefusal = useCallback(() => {
    setRefusal(null);
  }, []);
  return { refusal, sendFiles, clearRefusal };
}
