/** Where one writes: the field with its buttons, what is about to be sent, and where files may be dropped. */
export const composerStyle = `
  .tray {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    max-height: 40%;
    padding: 10px 14px 0;
    overflow-y: auto;
    border-block-start: 1px solid var(--line);
    font-size: 13.5px;
  }
  .tray + .composer { border: 0; }
  .tray-picture { position: relative; }
  .tray-picture canvas { display: block; width: 76px; height: 76px; object-fit: cover; border-radius: min(10px, var(--radius)); background: var(--raised); }
  .tray-picture .icon-button { position: absolute; inset-block-start: 3px; inset-inline-end: 3px; color: var(--text); background: var(--surface); }
  .tray-send { position: sticky; bottom: 0; flex: 1 1 auto; display: flex; align-items: center; gap: 8px; padding-block-end: 2px; background: var(--surface); }
  .tray label { flex: 1 1 auto; display: flex; align-items: center; gap: 7px; min-height: 28px; }
  .tray label input { appearance: auto; width: 18px; height: 18px; accent-color: var(--accent); }

  .composer {
    flex: none; position: relative;
    container-type: inline-size;
    display: flex;
    align-items: flex-end;
    gap: 6px;
    padding: 10px 12px 12px;
    padding-inline-start: 8px;
    border-block-start: 1px solid var(--line);
  }
  .composer .attach { color: var(--muted); margin-block-end: 2px; }
  @media not (pointer: coarse) { .camera { display: none; } }
  .composer .attach:hover { color: var(--text); }
  .field {
    flex: 1;
    display: flex;
    flex-flow: wrap;
    align-items: flex-end;
    border-radius: min(21px, var(--radius));
    background: var(--raised);
    box-shadow: inset 0 0 0 1px transparent;
    transition: box-shadow 0.12s, background-color 0.12s;
  }
  .field:focus-within { background: var(--surface); box-shadow: inset 0 0 0 2px var(--accent); }
  .field textarea {
    flex: 1;
    min-width: 0;
    min-height: 42px;
    padding: 10px 16px;
    padding-inline-end: 4px;
    resize: none;
    overflow: hidden;
    line-height: 22px;
    font-size: 15px;
    scrollbar-width: thin;
  }
  .field textarea:focus-visible { outline: none; }
  ::placeholder { color: var(--muted); opacity: 1; }
  .field textarea::placeholder { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  /* Where there is little room, the keyboard of the screen has them. */
  @media (pointer: coarse) {
    @container (max-width: 340px) {
      .picker { display: none; }
      .camera { margin-inline-start: -10px; }
      .field textarea { padding-inline: 14px 8px; }
      .field textarea::placeholder { font-size: 14px; }
    }
  }
  .too-long { flex: 0 0 100%; padding: 0 16px 8px; font-size: 12.5px; color: var(--danger); }
  .send {
    flex: none;
    width: 40px; height: 40px;
    margin-block-end: 1px;
    display: grid;
    place-items: center;
    border-radius: 50%;
    background: var(--fill);
    color: var(--on-fill);
    transition: background-color 0.12s, color 0.12s, transform 0.12s;
  }
  .send:hover { background: var(--deep); }
  .send:active { transform: scale(0.93); }
  .send:disabled { background: var(--raised); color: var(--muted); transform: none; }

  .drop {
    position: absolute;
    inset: 10px;
    z-index: 5;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 10px;
    border: 2px dashed var(--accent);
    border-radius: min(14px, var(--radius));
    background: color-mix(in srgb, var(--surface) 92%, transparent);
    color: var(--accent);
    font-weight: 600;
    pointer-events: none;
  }

  @media (max-width: 480px), (max-height: 460px) and (pointer: coarse) {
    .send { width: 42px; height: 42px; margin-block-end: 0; }
    /* Below 16 px Safari zooms the page in when the field is focused. */
    .field textarea { font-size: 16px; }
  }
`;
