const names = ['upload', 'emoji', 'sound', 'popout', 'endChat', 'transcript'] as const;

/** Which controls the panel has. */
export type Features = Readonly<Record<(typeof names)[number], boolean>>;

/** Reads `{ upload: false }`, or `no-upload no-emoji` as an attribute says it; undefined or an exception for what is neither. */
export function readFeatures(given: unknown): Features | undefined {
  const words =
    typeof given === 'object'
      ? Object.entries(given as object).map(([name, on]) =>
          on === false ? `no-${name}` : on === true ? name : '',
        )
      : (given as string).split(/[\s,]+/);
  const isKnown = words.every((word) => (names as readonly string[]).includes(word.replace(/^no-/, '')));
  return isKnown ? without(words) : undefined;
}

function without(words: readonly string[]): Features {
  return Object.fromEntries(names.map((name) => [name, !words.includes(`no-${name}`)])) as Features;
}

export const allFeatures = without([]);
