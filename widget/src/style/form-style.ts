/** The form before the chat, the notice that nobody is there, and what is asked over the panel. */
export const formStyle = `
  .ask, .away {
    flex: 0 1 auto;
    min-height: 160px;
    max-height: 80%;
    overflow: auto;
    padding: 14px 18px;
    border-block-start: 1px solid var(--line);
    font-size: 14.5px;
  }
  .away { flex: none; background: var(--notice); color: var(--notice-text); font-size: 13.5px; }
  .away form { display: grid; grid-template-columns: 1fr auto; gap: 6px 10px; align-items: end; margin-block-start: 6px; }
  .queue { flex: none; padding: 6px 18px; color: var(--muted); font-size: 13.5px; text-align: center; text-wrap: balance; }
  .away form > p { grid-column: 1 / 3; }
  .away .row { margin: 0; }
  .row { display: grid; gap: 4px; margin-block-end: 12px; }
  .row label { font-weight: 600; overflow-wrap: anywhere; }
  .row i { font-weight: 400; font-style: normal; color: var(--muted); }
  .row a { color: inherit; justify-self: start; line-height: 24px; }
  .row :is(input, select) {
    width: 100%;
    min-height: 40px;
    padding: 8px 12px;
    border: 1px solid var(--muted);
    border-radius: min(10px, var(--radius));
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-size: 16px;
  }
  .row [aria-invalid="true"] { border-color: var(--danger); }
  .box { grid-template-columns: auto 1fr; column-gap: 10px; align-items: start; }
  .box label { font-weight: 400; }
  .box :is(a, p) { grid-column: 2; }
  .row input[type="checkbox"] { width: 24px; min-height: 24px; height: 24px; margin: 0; accent-color: var(--fill); }
  .wrong { font-size: 13px; color: var(--danger); }
  .away .wrong { color: inherit; font-weight: 600; }
  .main-button {
    min-height: 40px;
    padding: 8px 18px;
    border-radius: min(10px, var(--radius));
    background: var(--fill);
    color: var(--on-fill);
    font-weight: 600;
  }
  .main-button:hover { background: var(--deep); }
  .ask .main-button { width: 100%; }

  .question {
    position: absolute;
    inset: auto 0 0;
    z-index: 4;
    padding: 18px;
    padding-block-end: max(18px, env(safe-area-inset-bottom));
    border-radius: min(16px, var(--radius)) min(16px, var(--radius)) 0 0;
    background: var(--surface);
    box-shadow: 0 0 0 100vmax rgb(0 0 0 / 0.5);
    animation: rise 0.18s ease-out;
  }
  :has(> .question) .conversation { min-height: 0; }
  .question::before { content: ""; position: absolute; inset: -100vh 0 100%; }
  .question form > p { font-weight: 600; }
  .question .row { margin-block: 12px 0; }
  .question .main-button { flex: 1; }
  .question-buttons { display: flex; gap: 10px; margin-block-start: 12px; }

  @media (forced-colors: active) {
    .panel, .field, .bubble, .send, .menu-list, .question, [class$="-button"]:not(.icon-button, .text-button) { border: 1px solid CanvasText; }
    .field:focus-within { outline: 2px solid Highlight; }
  }
`;
