import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { drawPicture } from '../chat/prepare-picture.ts';
import type { ChatWords } from '../strings/chat-words.ts';
import { fillText } from '../strings/fill-text.ts';
import { Icon } from './icon.tsx';

/** Pictures that were chosen: to look at, to take back, to make smaller, to send. */
export function PictureTray({
  words,
  pictures,
  drop,
  send,
}: {
  readonly words: ChatWords;
  readonly pictures: readonly File[];
  readonly drop: (file: File) => void;
  readonly send: (makeSmall: boolean) => void;
}): JSX.Element {
  const [isSmall, setSmall] = useState(false);
  return (
    <div class="tray" role="group" aria-label={words.attach}>
      {pictures.map((file, index) => (
        <span key={`${index} ${file.name}`} class="tray-picture">
          <Preview file={file} />
          <button
            type="button"
            class="icon-button small"
            aria-label={fillText(words.remove, { name: file.name })}
            onClick={() => {
              drop(file);
            }}
          >
            <Icon name="close" size={14} />
          </button>
        </span>
      ))}
      <div class="tray-send">
        <label>
          <input
            type="checkbox"
            checked={isSmall}
            onChange={(event) => {
              setSmall(event.currentTarget.checked);
            }}
          />
          {words.smaller}
        </label>
        <button
          type="button"
          class="text-button"
          onClick={() => {
            send(isSmall);
          }}
        >
          {words.sendPictures}
        </button>
      </div>
    </div>
  );
}

function Preview({ file }: { readonly file: File }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    // What cannot be drawn stays an empty frame with its name.
    if (canvas.current) drawPicture(file, canvas.current, 160).catch(() => undefined);
  }, [file]);
  return <canvas ref={canvas} role="img" aria-label={file.name} title={file.name} />;
}
