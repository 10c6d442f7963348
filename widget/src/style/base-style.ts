/** The host element, the palette of both themes and the launcher. Rollup takes the white space out. */
export const baseStyle = `
  :host {
    all: initial !important;
    position: fixed !important;
    inset: auto 0 0 auto !important;
    width: 0 !important;
    height: 0 !important;
    display: block !important;
  }
  @media print {
    :host { display: none !important; }
  }

  *, *::before, *::after { box-sizing: border-box; margin: 0; padding: 0; min-width: 0; }

  .root {
    --surface: #ffffff;
    --raised: #f2f3f6;
    --raised-more: #e7e9ee;
    --text: #15171c;
    --muted: #596070;
    --line: #e4e6eb;
    --danger: #b3261e;
    --danger-soft: #fdeceb;
    --notice: #fff6dd;
    --notice-text: #5a4300;
    --shadow: 0 0 1px rgb(15 20 30 / 0.22), 0 6px 18px rgb(15 20 30 / 0.10), 0 20px 48px rgb(15 20 30 / 0.16);
    color-scheme: light;
    font: 400 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
    color: var(--text);
    text-align: start;
    -webkit-font-smoothing: antialiased;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
  .root[data-theme="dark"] {
    --surface: #17191f;
    --raised: #262a33;
    --raised-more: #333844;
    --text: #f1f2f5;
    --muted: #a6adbb;
    --line: #2f343e;
    --danger: #ffb3ac;
    --danger-soft: #46201d;
    --notice: #3a3117;
    --notice-text: #f6dfa0;
    --shadow: 0 0 0 1px rgb(255 255 255 / 0.10), 0 10px 26px rgb(0 0 0 / 0.45), 0 24px 60px rgb(0 0 0 / 0.5);
    color-scheme: dark;
  }
  @media (prefers-color-scheme: dark) {
    .root[data-theme="auto"] {
      --surface: #17191f;
      --raised: #262a33;
      --raised-more: #333844;
      --text: #f1f2f5;
      --muted: #a6adbb;
      --line: #2f343e;
      --danger: #ffb3ac;
      --danger-soft: #46201d;
      --notice: #3a3117;
      --notice-text: #f6dfa0;
      --shadow: 0 0 0 1px rgb(255 255 255 / 0.10), 0 10px 26px rgb(0 0 0 / 0.45), 0 24px 60px rgb(0 0 0 / 0.5);
      color-scheme: dark;
    }
  }

  button, textarea, input { font: inherit; color: inherit; letter-spacing: inherit; border: 0; background: none; }
  button { cursor: pointer; touch-action: manipulation; -webkit-tap-highlight-color: transparent; }
  button:disabled { cursor: default; }
  svg { display: block; }
  :focus { outline: none; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  [hidden] { display: none !important; }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .launcher {
    position: fixed;
    inset-block-end: max(var(--offset-y), env(safe-area-inset-bottom));
    inset-inline-end: var(--offset-x);
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    min-width: 58px;
    max-width: calc(100vw - var(--offset-x) - 8px);
    height: 58px;
    border-radius: min(29px, calc(var(--radius) * 1.65));
    background: linear-gradient(135deg, var(--fill), var(--deep));
    color: var(--on-fill);
    box-shadow: 0 1px 3px rgb(15 20 30 / 0.28), 0 8px 26px rgb(15 20 30 / 0.24);
    transition: transform 0.2s cubic-bezier(0.2, 0.8, 0.3, 1), box-shadow 0.2s;
    animation: arrive 0.32s cubic-bezier(0.2, 0.9, 0.3, 1.15) backwards;
  }
  .root[data-side="start"] .launcher { inset-inline: var(--offset-x) auto; }
  .launcher:hover { transform: translateY(-2px); box-shadow: 0 2px 5px rgb(15 20 30 / 0.28), 0 14px 34px rgb(15 20 30 / 0.28); }
  .launcher:active { transform: scale(0.95); }
  /* Two rings: one of them stands out on any page. */
  .launcher:focus-visible { outline: 3px solid #fff; outline-offset: 0; box-shadow: 0 0 0 6px #15171c; }
  .launcher-label { font-size: 16px; font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; padding-inline-end: 4px; }
  .launcher[data-labelled] { padding-inline: 20px; }
  .launcher-icon { position: relative; width: 28px; height: 28px; flex: none; }
  .launcher-icon svg { position: absolute; inset: 0; width: 28px; height: 28px; transition: transform 0.22s, opacity 0.16s; }
  .launcher[aria-expanded="false"] .icon-close { transform: rotate(-60deg) scale(0.6); opacity: 0; }
  .launcher[aria-expanded="true"] .icon-chat { transform: rotate(40deg) scale(0.6); opacity: 0; }
  .launcher[aria-expanded="true"] .launcher-label { display: none; }
  .launcher[aria-expanded="true"][data-labelled] { padding-inline: 0; }

  .badge {
    position: absolute;
    inset-block-start: -5px;
    inset-inline-end: -5px;
    min-width: 22px;
    height: 22px;
    padding-inline: 6px;
    border-radius: 11px;
    background: #c9231a;
    color: #fff;
    box-shadow: 0 0 0 2px #fff;
    font-size: 12.5px;
    font-weight: 700;
    line-height: 22px;
    text-align: center;
    font-variant-numeric: tabular-nums;
    animation: arrive 0.24s cubic-bezier(0.2, 0.9, 0.3, 1.3);
  }

  @keyframes arrive { from { transform: scale(0.4); opacity: 0; } }

  @media (max-width: 480px), (max-height: 460px) and (pointer: coarse) {
    .launcher[aria-expanded="true"] { display: none; }
  }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
  }
  @media (forced-colors: active) {
    .launcher, .badge { border: 2px solid ButtonText; }
  }
`;
