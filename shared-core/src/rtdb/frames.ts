/** The live service takes no longer frame from a client; counted in UTF-16 units. */
const LONGEST_FRAME = 16_384;
/** A frame that announces how many frames of one message follow is a number of at most so many digits. */
const LONGEST_COUNT = 6;

/** The frames of one message: itself, or its number of slices and the slices. */
export function cutIntoFrames(text: string): readonly string[] {
  if (text.length <= LONGEST_FRAME) return [text];
  const slices: string[] = [];
  for (let from = 0; from < text.length; from += LONGEST_FRAME)
    slices.push(text.slice(from, from + LONGEST_FRAME));
  return [String(slices.length), ...slices];
}

/**
 * Returns what takes the frames of one connection, one after the other, and returns each message with its last frame.
 * Throws a `SyntaxError` where it is none.
 */
export function createFrameJoiner(): (frame: string) => unknown {
  let missing = 0;
  let text = '';
  return (frame) => {
    if (missing === 0 && frame.length <= LONGEST_COUNT && /^\d+$/.test(frame)) {
      missing = Number(frame);
      text = '';
      return undefined;
    }
    text = missing > 0 ? text + frame : frame;
    missing = Math.max(missing - 1, 0);
    return missing === 0 ? (JSON.parse(text) as unknown) : undefined;
  };
}
