/** The origins of a list with one a line, and the first line that is none. */
export function readOrigins(text: string): {
  readonly origins: readonly string[];
  readonly wrong: string | null;
} {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wrong = lines.find((line) => !isOrigin(line)) ?? null;
  return { origins: [...new Set(lines.map((line) => line.replace(/\/$/, '')))], wrong };
}

/** `https://shop.example`, as browsers send it: no path. Plain http is for this machine only. */
function isOrigin(line: string): boolean {
  if (!URL.canParse(line)) return false;
  const { origin, protocol, hostname } = new URL(line);
  if (origin !== line.replace(/\/$/, '')) return false;
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
}
