/** Browsers by the word that stands before their version. First match wins: most pretend to be those further down. */
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/u],
  ['Opera', /\bOPR\/(\d+)/u],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/u],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/u],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/u],
  ['Safari', /\bVersion\/(\d+)[\d.]* .*\bSafari\//u],
] as const;

const systems = [
  ['iPadOS', /\biPad\b/u],
  ['iOS', /\biPhone\b|\biPod\b/u],
  ['Android', /\bAndroid\b/u],
  ['ChromeOS', /\bCrOS\b/u],
  ['Windows', /\bWindows\b/u],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/u],
  ['Linux', /\bLinux\b/u],
] as const;

/** Longest part of an unknown browser's own words that is looked at or shown. */
const LONGEST = 400;

/** What a browser says of itself in few words, `Chrome 148 · Windows`; its own words where they are not known. */
export function browserName(userAgent: string): string {
  const words = userAgent.slice(0, LONGEST);
  const system = systems.find(([, pattern]) => pattern.test(words))?.[0];
  for (const [name, pattern] of browsers) {
    const version = pattern.exec(words)?.[1];
    if (version !== undefined) return [`${name} ${version}`, system].filter(Boolean).join(' · ');
  }
  return words;
}
