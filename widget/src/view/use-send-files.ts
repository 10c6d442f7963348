import { CoreError, isCoreError } from '@foyer/shared-core';
import type { CoreErrorCode } from '@foyer/shared-core';
import { useCallback, useState } from 'preact/hooks';
import type { ChatSession } from '../chat/chat-session.ts';
import { isStill, preparePicture } from '../chat/prepare-picture.ts';

/** Why something was not done; of files, with their names. */
export interface Refusal {
  readonly code: CoreErrorCode;
  readonly names: readonly string[];
}

/** Sends files, pictures only when they have been looked at; keeps the reasons why some were not taken. */
export function useSendFiles(session: ChatSession): {
  readonly refusals: readonly Refusal[];
  readonly sendFiles: (files: readonly File[]) => void;
  readonly refuse: (cause: unknown) => void;
  readonly clearRefusals: () => void;
  /** Chosen and not sent yet. */
  readonly pictures: readonly File[];
  readonly dropPicture: (file: File) => void;
  readonly sendPictures: (makeSmall: boolean) => Promise<void>;
} {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pictures, setPictures] = useState<readonly File[]>([]);
  function refuse(cause: unknown, ...names: readonly string[]): CoreErrorCode {
    const code = isCoreError(cause) ? cause.code : 'failed';
    setRefusals((all) => [
      ...all.filter((one) => one.code !== code),
      { code, names: [...(all.find((one) => one.code === code)?.names ?? []), ...names] },
    ]);
    return code;
  }
  const clearRefusals = (): void => {
    setRefusals([]);
  };
  /** Returns why it was not taken. */
  function send({ name, type }: File, body: Blob): CoreErrorCode | null {
    try {
      session.chat.sendFile({ name, type, size: body.size, body });
      return null;
    } catch (cause) {
      return refuse(cause, name);
    }
  }
  const sendFiles = useCallback(
    (files: readonly File[]) => {
      clearRefusals();
      setPictures((chosen) => [...chosen, ...files.filter(isStill)]);
      for (const file of files) if (!isStill(file)) send(file, file);
    },
    [session],
  );
  return {
    refusals,
    refuse,
    sendFiles,
    clearRefusals,
    pictures,
    dropPicture(file) {
      setPictures(pictures.filter((other) => other !== file));
    },
    async sendPictures(makeSmall) {
      clearRefusals();
      setPictures([]);
      for (const file of pictures) {
        const body = await preparePicture(file, makeSmall).catch(() => null);
        if (!body) refuse(new CoreError('file-gone'), file.name);
        // It can still be made smaller.
        else if (send(file, body) === 'file-too-large' && !makeSmall)
          setPictures((chosen) => [...chosen, file]);
      }
    },
  };
}
