import { limits } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useReadable } from '../chat/use-readable.ts';
import { fillText } from '../strings/fill-text.ts';
import { Icon } from './icon.tsx';
import type { PanelProps } from './panel-props.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

/** Asks once, when a conversation is over, how it was. A group of radio buttons that look like stars. */
export function Rating({ session, words }: PanelProps): JSX.Element | null {
  const { chat, emit } = session;
  const room = useReadable(chat.room);
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState('');
  const [state, setState] = useState<'asking' | 'sending' | 'failed'>('asking');
  if (room === null || room.openAt !== undefined) return null;
  if (room.rating)
    return (
      <p class="rating" role="status">
        {words.rateThanks}
      </p>
    );
  return (
    <form
      class="rating"
      onSubmit={(event) => {
        event.preventDefault();
        if (state === 'sending') return;
        setState('sending');
        chat.rateRoom(score, comment).then(
          () => {
            emit('rating', { score, hasComment: comment.trim() !== '' });
          },
          () => {
            setState('failed');
          },
        );
      }}
    >
      <fieldset>
        <legend>{words.rateQuestion}</legend>
        <div class="stars">
          {SCORES.map((value) => (
            <label key={value} data-on={value <= score}>
              <input
                type="radio"
                name="score"
                value={value}
                checked={value === score}
                aria-label={fillText(words.rateScore, { score: String(value) })}
                onChange={() => {
                  setScore(value);
                }}
              />
              <Icon name="star" size={26} />
            </label>
          ))}
        </div>
      </fieldset>
      {score > 0 && (
        <>
          <input
            class="rate-comment"
            dir="auto"
            maxLength={limits.ratingComment}
            placeholder={words.rateComment}
            aria-label={words.rateComment}
            value={comment}
            onInput={(event) => {
              setComment(event.currentTarget.value);
            }}
          />
          {state === 'failed' && <p role="alert">{words.problems.failed}</p>}
          <button type="submit" class="plain-button" aria-disabled={state === 'sending'}>
            {words.rateSend}
          </button>
        </>
      )}
    </form>
  );
}
