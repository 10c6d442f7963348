/** A native select as the desk shows it: an arrow of its own at the end, room for a mark at the start. */
export const selectStyle = `
  :host {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  select {
    inline-size: 100%;
    min-block-size: 36px;
    padding-block: 0;
    padding-inline: var(--fy-select-start, 12px) 32px;
    border: 1px solid var(--fy-line);
    border-radius: 10px;
    background: var(--fy-pane);
    color: var(--fy-text);
    font: 550 0.8125rem/1 var(--fy-font);
    text-overflow: ellipsis;
    appearance: none;
    cursor: pointer;
  }
  select:hover {
    border-color: var(--fy-line-strong);
  }
  fy-icon {
    position: absolute;
    inset-inline-end: 10px;
    inline-size: 16px;
    block-size: 16px;
    color: var(--fy-muted);
    pointer-events: none;
  }
`;
