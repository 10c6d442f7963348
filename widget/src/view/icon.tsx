import type { JSX } from 'preact';

const paths = {
  chat: 'M12 4c-4.9 0-8.7 3.2-8.7 7.2 0 2.2 1.1 4.1 2.9 5.4-.1 1-.6 2-1.3 2.9 1.9-.1 3.5-.8 4.6-1.7.8.2 1.6.3 2.5.3 4.9 0 8.7-3.2 8.7-7.2S16.9 4 12 4Z',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  close: 'M6 6l12 12M18 6 6 18',
  minimise: 'm6 9.5 6 6 6-6',
  more: 'M12 5.5h.01M12 12h.01M12 18.5h.01',
  attach:
    'm20 11.5-8.3 8.3a5.3 5.3 0 0 1-7.5-7.5l8.5-8.5a3.5 3.5 0 0 1 5 5l-8.4 8.4a1.8 1.8 0 0 1-2.5-2.5l7.7-7.7',
  camera:
    'M4 8h3.5L9 5.5h6L16.5 8H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Zm8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  emoji: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.3 14.3a4.6 4.6 0 0 0 7.4 0M9 9.5h.01M15 9.5h.01',
  send: 'M12 19.5v-15M5.5 11 12 4.5l6.5 6.5',
  down: 'M12 5v14M6 13l6 6 6-6',
  file: 'M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5L13.5 3Zm0 0v5.5H19',
  star: 'm12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8Z',
  alert: 'M12 8v4.5m0 3.5h.01M12 3.2 2.8 19a1.2 1.2 0 0 0 1 1.8h16.4a1.2 1.2 0 0 0 1-1.8L12 3.2Z',
  offline:
    'M3 3l18 18M8.5 15.5a5 5 0 0 1 6-.7M5 12a10 10 0 0 1 4-2.4m6 .2a10 10 0 0 1 4 2.2M2 8.5a15 15 0 0 1 4-2.5m5-1a15 15 0 0 1 11 3.5M12 19.5h.01',
  upload: 'M12 16V4m0 0L7 9m5-5 5 5M4 16v3a1.5 1.5 0 0 0 1.5 1.5h13A1.5 1.5 0 0 0 20 19v-3',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing in the colour of the text around it; always decoration, the words stand elsewhere. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): JSX.Element {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 2.8 : 1.9}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
