/** The message beside the launcher. */
export const teaserStyle = `
  .teaser {
    position: fixed;
    inset-block-end: calc(max(var(--offset-y), env(safe-area-inset-bottom)) + 70px);
    inset-inline-end: var(--offset-x);
    max-width: min(320px, 100vw - var(--offset-x) - 12px);
  }
  .root[data-side="start"] .teaser { inset-inline: var(--offset-x) auto; }
  .teaser-text {
    max-height: calc(100vh - var(--offset-y) - 78px);
    overflow: auto;
    padding: 13px 44px 13px 16px;
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
    text-align: start;
    white-space: pre-line;
    overflow-wrap: anywhere;
    animation: arrive 0.32s cubic-bezier(0.2, 0.9, 0.3, 1.15) backwards;
  }
  /* By the page's side of its button: the message may run the other way. */
  .root:dir(rtl) .teaser-text { padding: 13px 16px 13px 44px; }
  .teaser-close {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 6px;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    color: var(--muted);
    font-size: 22px;
  }
  .teaser-close:hover { background: var(--raised); }
  @media (forced-colors: active) { .teaser-text { border: 1px solid; } }
`;
