import { isCoreError } from '@foyer/shared-core';
import type { CoreErrorCode } from '@foyer/shared-core';
import { useCallback, useState } from 'preact/hooks';
import type { ChatSession } from '../chat/chat-session.ts';
import { isStill, preparePicture } from '../chat/prepare-picture.ts';

/** Sends files, pictures only when they have been looked at; keeps the reason why the last one was not taken. */
export function useSendFiles(session: ChatSession): {
  readonly refusal: CoreErrorCode | null;
  readonly sendFiles: (files: readonly File[]) => void;
  readonly refuse: (cause: unknown) => void;
  readonly clearRefusal: () => void;
  /** Chosen and not sent yet. */
  readonly pictures: readonly File[];
  readonly dropPicture: (file: File) => void;
  readonly sendPictures: (makeSmall: boolean) => Promise<void>;
} {
  const [refusal, setRefusal] = useState<CoreErrorCode | null>(null);
  const [pictures, setPictures] = useState<readonly File[]>([]);
  const refuse = useCallback((cause: unknown) => {
    setRefusal(isCoreError(cause) ? cause.code : 'failed');
  }, []);
  const send = useCallback(
    ({ name, type }: File, body: Blob) => {
      try {
        session.chat.sendFile({ name, type, size: body.size, body });
      } catch (cause) {
        refuse(cause);
      }
    },
    [session],
  );
  const sendFiles = useCallback(
    (files: readonly File[]) => {
      setRefusal(null);
      setPictures((chosen) => [...chosen, ...files.filter(isStill)]);
      for (const file of files) if (!isStill(file)) send(file, file);
    },
    [send],
  );
  const clearRefusal = useCallback(() => {
    setRefusal(null);
  }, []);
  return {
    refusal,
    refuse,
    sendFiles,
    clearRefusal,
    pictures,
    dropPicture(file) {
      setPictures(pictures.filter((other) => other !== file));
    },
    async sendPictures(makeSmall) {
      setPictures([]);
      for (const file of pictures) send(file, await preparePicture(file, makeSmall));
    },
  };
}
