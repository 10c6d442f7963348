/** The conversation inside the panel. */
export const conversationStyle = `
  .conversation {
    flex: 1;
    position: relative;
    min-height: 64px;
    display: flex;
    background: linear-gradient(color-mix(in srgb, var(--fill) 7%, var(--surface)), var(--surface) 220px);
  }
  .list {
    flex: 1;
    position: relative;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    display: flex;
    flex-direction: column;
    scrollbar-width: thin;
    scrollbar-color: var(--raised-more) transparent;
  }
  .list:focus-visible { outline-offset: -3px; }
  .content { flex: 1 0 auto; display: flex; flex-direction: column; padding: 18px 16px 14px; }
  .content > :first-child { margin-block-start: auto; }

  .welcome { padding: 8px 12px 18px; display: grid; justify-items: center; gap: 6px; text-align: center; }
  .welcome h3 { font-size: 17px; font-weight: 650; line-height: 1.3; margin-block-start: 8px; }
  .welcome p { color: var(--muted); font-size: 14.5px; max-width: 30ch; white-space: pre-line; overflow-wrap: anywhere; text-wrap: balance; }
  .welcome:only-child { margin-block: auto; padding-block-end: 40px; }
  .welcome[data-empty="true"] h3 { font-size: 21px; letter-spacing: -0.015em; }
  .welcome[data-empty="true"] p { font-size: 15px; }

  .mute { flex: 1; display: grid; place-content: center; justify-items: center; gap: 14px; padding: 24px 40px; text-align: center; text-wrap: balance; color: var(--muted); }

  .skeleton { display: grid; justify-items: center; gap: 12px; width: 100%; padding-block: 24px; }
  .skeleton i { height: 12px; width: 62%; border-radius: 6px; background: var(--raised); animation: breathe 1.4s ease-in-out infinite; }
  .skeleton i:first-child { width: 60px; height: 60px; border-radius: 50%; }
  .skeleton i:last-child { width: 44%; }

  .day { margin-block: 14px 12px; text-align: center; font-size: 12.5px; font-weight: 600; color: var(--muted); }
  .event { margin-block: 6px 14px; text-align: center; font-size: 12.5px; color: var(--muted); }

  .group { display: flex; align-items: flex-end; gap: 8px; margin-block-end: 14px; }
  .group[data-mine="true"] { flex-direction: row-reverse; }
  .group > .avatar { margin-block-end: 21px; }
  .bubbles { display: flex; flex-direction: column; gap: 3px; align-items: flex-start; max-width: 82%; }
  .group[data-mine="true"] .bubbles { align-items: flex-end; }
  .sender { padding-inline: 13px; margin-block-end: 1px; font-size: 12.5px; color: var(--muted); }
  .entry { max-width: 100%; animation: rise 0.18s ease-out; }

  .bubble {
    max-width: 100%;
    padding: 9px 14px;
    border-radius: min(19px, var(--radius));
    background: color-mix(in srgb, var(--text) 7%, transparent);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    text-align: start;
    unicode-bidi: plaintext;
    text-wrap: pretty;
    line-height: 1.42;
  }
  .group[data-mine="false"] .entry:not(:nth-last-child(2)) .bubble { border-end-start-radius: min(7px, var(--radius)); }
  .group[data-mine="false"] .entry:not(:nth-child(2)) .bubble { border-start-start-radius: min(7px, var(--radius)); }
  .group[data-mine="false"] .entry:nth-last-child(2) .bubble { border-end-start-radius: min(5px, var(--radius)); }
  .group[data-mine="true"] .entry:not(:nth-last-child(2)) .bubble { border-end-end-radius: min(7px, var(--radius)); }
  .group[data-mine="true"] .entry:not(:nth-child(2)) .bubble { border-start-end-radius: min(7px, var(--radius)); }
  .group[data-mine="true"] .entry:nth-last-child(2) .bubble { border-end-end-radius: min(5px, var(--radius)); }
  .group[data-mine="true"] .bubble { background: var(--fill); color: var(--on-fill); }
  .group[data-mine="true"] .bubble :focus-visible, .group[data-mine="true"] .chip:focus-visible { outline-color: var(--text); }
  .bubble a { color: var(--accent); text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px; border-radius: 3px; }
  .group[data-mine="true"] .bubble a { color: inherit; }
  .bubble code { display: inline-block; max-width: 100%; padding: 1px 4px; border-radius: 4px; background: color-mix(in srgb, currentColor 12%, transparent); font: 0.9em/1.4 ui-monospace, Menlo, Consolas, monospace; direction: ltr; unicode-bidi: isolate; }
  .bubble .block { display: block; margin-block: 4px; padding: 7px 9px; border-radius: 8px; text-align: left; }
  .group[data-mine="true"] .entry[data-delivery="failed"] .bubble { background: var(--danger-soft); color: var(--text); }

  .meta { display: flex; gap: 5px; padding-inline: 5px; font-size: 12px; line-height: 18px; color: var(--muted); font-variant-numeric: tabular-nums; }
  .meta .state::before { content: "·"; margin-inline-end: 5px; }
  /* What is stored within a moment never flickers through this. */
  .late { animation: appear 0.2s 0.7s backwards; }

  .failed { padding-inline: 5px; font-size: 12.5px; line-height: 1.4; color: var(--danger); display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 0 2px; }
  .failed p { display: flex; gap: 5px; align-items: flex-start; width: 100%; justify-content: flex-end; }
  .failed svg { margin-block-start: 1.5px; flex: none; }
  .failed .text-button { font-size: 12.5px; min-height: 26px; padding-inline: 6px; }

  .picture { display: block; width: 232px; max-width: 100%; height: 168px; border-radius: min(16px, var(--radius)); overflow: hidden; background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); }
  .picture img { width: 100%; height: 100%; object-fit: cover; display: block; animation: appear 0.2s; }
  .chip { display: flex; align-items: center; gap: 11px; padding: 9px 14px; padding-inline-start: 10px; }
  .chip-icon { flex: none; width: 38px; height: 38px; display: grid; place-items: center; border-radius: min(11px, var(--radius)); background: color-mix(in srgb, currentColor 12%, transparent); }
  .chip-text { display: grid; font-size: 12.5px; line-height: 1.35; }
  .chip-name { font-size: 14.5px; font-weight: 550; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  progress { appearance: none; width: 100%; height: 4px; margin-block-start: 5px; border: 0; border-radius: 2px; overflow: hidden; background: color-mix(in srgb, currentColor 25%, transparent); }
  progress::-webkit-progress-bar { background: color-mix(in srgb, currentColor 25%, transparent); }
  progress::-webkit-progress-value { background: currentColor; transition: width 0.2s; }
  progress::-moz-progress-bar { background: currentColor; }

  .typing .bubble { display: flex; gap: 4px; padding: 14px 15px; border-end-start-radius: min(5px, var(--radius)); }
  .typing > .avatar { margin-block-end: 4px; }
  .dots i { width: 7px; height: 7px; border-radius: 50%; background: var(--muted); animation: dot 1.2s infinite ease-in-out; }
  .dots i:nth-of-type(2) { animation-delay: 0.15s; }
  .dots i:nth-of-type(3) { animation-delay: 0.3s; }

  .earlier { align-self: center; margin-block-end: 8px; }
  .latest {
    position: absolute;
    inset-block-end: 10px;
    inset-inline: 0;
    margin-inline: auto;
    width: max-content;
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 8px 14px;
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--accent);
    box-shadow: var(--shadow);
    font-size: 13.5px;
    font-weight: 600;
    animation: rise 0.18s ease-out;
  }

  @keyframes dot { 0%, 60%, 100% { transform: none; opacity: 0.45; } 30% { transform: translateY(-4px); opacity: 1; } }
  @keyframes breathe { 50% { opacity: 0.5; } }
  @keyframes appear { from { opacity: 0; } }
`;
