/** The panel as a part of the page, in the container that the page has named. */
export const inlineStyle = `
  .root.root[data-inline] .panel {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    min-height: 420px;
    padding: 0;
    border-radius: min(12px, var(--radius));
    border: 1px solid var(--line);
    box-shadow: none;
    transform: none;
  }
  [data-inline] .header > .icon-button:last-child { display: none; }
`;
