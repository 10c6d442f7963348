/** The emoji picker over the field. */
export const emojiStyle = `
  .picker .attach { width: 38px; height: 38px; margin-inline-end: 2px; }
  .emoji { inset: auto 12px calc(100% - 4px); z-index: 4; max-height: min(264px, 40vh); overflow-y: auto; scrollbar-width: thin; }
  .emoji fieldset { display: grid; grid-template-columns: repeat(8, 1fr); border: 0; }
  .emoji legend { padding: 6px; font-size: 12.5px; color: var(--muted); }
  .emoji button { padding: 3px 0; text-align: center; font: 22px/1.35 "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif; }
`;
