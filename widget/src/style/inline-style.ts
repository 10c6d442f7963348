/** The panel as a part of the page, in the container that the page has named. */
export const inlineStyle = `
  .root.root[data-inline] .panel {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    min-height: 420px;
    padding: 0;
    border-radius: 12px;
    box-shadow: inset 0 0 0 1px var(--line);
    transform: none;
  }
  [data-inline] .header > .icon-button:last-child { display: none; }
`;
