/** The panel: frame, header, banners and rating. Conversation and composer have sheets of their own. */
export const panelStyle = `
  .panel {
    position: fixed;
    /* Where the launcher stands far from its corner, the panel need not: it is to be large enough. */
    --aside: min(var(--offset-x), 100vw - 400px);
    --below: max(8px, min(var(--offset-y) + 72px, 100vh - 324px));
    inset-block-end: var(--below);
    inset-inline-end: var(--aside);
    width: 392px;
    height: min(660px, 100vh - var(--below) - 24px);
    height: min(660px, 100dvh - var(--below) - 24px);
    display: flex;
    flex-direction: column;
    /* Where there is little height (400 % zoom) a form goes on below; else nothing is left to scroll. */
    overflow: hidden auto;
    scroll-padding-block-start: 76px;
    container-type: size;
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
    transform-origin: 100% 100%;
    visibility: hidden;
    opacity: 0;
    transform: translateY(14px) scale(0.97);
    transition: opacity 0.16s ease-out, transform 0.22s cubic-bezier(0.2, 0.9, 0.3, 1), visibility 0s 0.22s;
    overscroll-behavior: contain;
  }
  .root[data-side="start"] .panel { inset-inline: var(--aside) auto; transform-origin: 0 100%; }
  .root:dir(rtl) .panel { transform-origin: 0 100%; }
  .panel[data-shown="true"] { visibility: visible; opacity: 1; transform: none; transition-delay: 0s; }
  .panel:focus-visible { outline: none; }


  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    overflow: hidden;
    border-radius: 50%;
    background: linear-gradient(135deg, var(--fill), var(--deep));
    color: var(--on-fill);
    font-weight: 650;
    line-height: 1;
    user-select: none;
  }
  .avatar img { width: 100%; height: 100%; object-fit: cover; }
  .avatar-small { width: 28px; height: 28px; font-size: 13px; }
  .avatar-medium { width: 42px; height: 42px; font-size: 18px; }
  .avatar-large { width: 60px; height: 60px; font-size: 26px; box-shadow: 0 6px 18px rgb(15 20 30 / 0.14); }

  .header {
    flex: none;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 15px 18px;
    padding-inline-end: 12px;
    background: linear-gradient(120deg, var(--fill), var(--deep));
    color: var(--on-fill);
    position: sticky;
    inset-block-start: 0;
    z-index: 3;
  }
  .header .avatar { background: var(--on-fill); color: var(--fill); }
  .header-text { flex: 1; }
  .header h2 { font-size: 16.5px; font-weight: 650; line-height: 1.3; letter-spacing: -0.005em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .header p { font-size: 13.5px; line-height: 1.35; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .header h2, .header p { text-align: start; }
  /* Whatever the direction of the words is. */
  .panel:dir(rtl) :is(h2, .header p, .room b, .row label) { text-align: right; }

  .icon-button {
    flex: none;
    width: 38px;
    height: 38px;
    display: grid;
    place-items: center;
    border-radius: 50%;
    transition: background-color 0.12s;
  }
  .icon-button.small { width: 26px; height: 26px; }
  .icon-button:hover { background: color-mix(in srgb, currentColor 14%, transparent); }
  .header :focus-visible { outline-color: var(--on-fill); outline-offset: -3px; }

  .back { position: relative; margin-inline: -8px -6px; }
  .back:dir(rtl) svg { transform: scaleX(-1); }
  .dot { flex: none; width: 10px; height: 10px; border-radius: 50%; background: #c9231a; }
  .back .dot { position: absolute; inset-block-start: 6px; inset-inline-end: 5px; box-shadow: 0 0 0 2px var(--on-fill); }

  .rooms { flex: 1; display: flex; flex-direction: column; min-height: 150px; }
  /* What stands behind the list keeps its place and is not there for anybody. */
  .rooms ~ :not(.hidden) { display: none; }
  .rooms ul { list-style: none; padding: 8px; text-align: center; }
  .rooms > .main-button { margin: 12px 18px max(14px, env(safe-area-inset-bottom)); }
  .rooms .none { margin: auto; padding: 24px; color: var(--muted); }
  .room { display: flex; align-items: center; gap: 12px; width: 100%; padding: 10px; border-radius: min(12px, var(--radius)); text-align: start; }
  .room:hover { background: var(--raised); }
  .room:focus-visible { outline-offset: -2px; }
  .room > :nth-child(2) { flex: 1; }
  .room b { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
  .room small { font-size: 13px; color: var(--muted); }
  .closed-note .main-button { display: block; width: 100%; margin-block-start: 10px; }

  .menu { position: relative; }
  .menu + .icon-button { margin-inline-start: -10px; }
  .menu-list {
    position: absolute;
    inset-block-start: calc(100% + 6px);
    inset-inline-end: 0;
    min-width: 200px;
    max-height: calc(100cqh - 76px);
    overflow-y: auto;
    padding: 6px;
    border-radius: min(12px, var(--radius));
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--shadow);
  }
  .menu-list [role=switch] { display: flex; justify-content: space-between; gap: 16px; }
  .menu-list [role=switch]::after { content: "✓"; content: "✓" / ""; visibility: hidden; }
  .menu-list [aria-checked=true]::after { visibility: visible; }
  .menu-list button { width: 100%; padding: 10px 12px; border-radius: min(8px, var(--radius)); text-align: start; white-space: nowrap; font-size: 14.5px; }
  .menu-list button:hover { background: var(--raised); }
  .menu-list :focus-visible { outline-color: var(--accent); }

  .banner, .refusal {
    flex: none;
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 10px 16px;
    font-size: 13.5px;
    line-height: 1.4;
    background: var(--danger-soft);
    color: var(--danger);
  }
  .banner[data-tone="notice"] { background: var(--notice); color: var(--notice-text); }
  .banner svg, .refusal svg { flex: none; }
  .banner { flex-wrap: wrap; gap: 4px 10px; }
  .banner span, .refusal span { flex: 1 1 14em; min-width: 0; }
  .refusal span span { display: block; }
  .refusal bdi { display: inline-block; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
  .banner .text-button, .failed .text-button { color: inherit; }

  .text-button {
    flex: none;
    min-height: 28px;
    padding: 3px 8px;
    border-radius: min(8px, var(--radius));
    font-size: 13.5px;
    font-weight: 600;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 2px;
    text-decoration-thickness: 1px;
  }
  .text-button:hover { background: color-mix(in srgb, currentColor 10%, transparent); }

  .closed-note {
    flex: none;
    padding: 12px 18px;
    border-block-start: 1px solid var(--line);
    color: var(--muted);
    font-size: 13.5px;
    text-align: center;
    text-wrap: balance;
  }
  .closed-note + .composer { border-block-start-color: transparent; padding-block-start: 0; }

  .rating {
    flex: none;
    display: grid;
    gap: 8px;
    justify-items: center;
    padding: 12px 18px;
    border-block-start: 1px solid var(--line);
    text-align: center;
  }
  .rating fieldset { border: 0; }
  .rating legend { margin-inline: auto; font-weight: 600; }
  .stars { display: flex; justify-content: center; }
  .stars label { position: relative; display: grid; place-items: center; width: 40px; height: 40px; border-radius: min(10px, var(--radius)); color: var(--muted); cursor: pointer; }
  .stars [data-on=true] { color: #b7791f; }
  .stars [data-on=true] path { fill: currentColor; }
  .stars :has(:focus-visible) { outline: 2px solid currentColor; }
  .stars input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
  .rate-comment { width: 100%; padding: 9px 12px; border: 1px solid var(--muted); border-radius: min(10px, var(--radius)); background: var(--raised); color: inherit; font: inherit; }
  .rating .plain-button { flex: none; }

  .plain-button, .danger-button { flex: 1; min-height: 40px; padding: 8px 16px; border-radius: min(10px, var(--radius)); font-weight: 600; font-size: 14.5px; }
  .plain-button { background: var(--raised); }
  .plain-button:hover { background: var(--raised-more); }
  .danger-button { background: #b3261e; color: #fff; }
  .danger-button:hover { background: #98201a; }
  .danger-button[aria-disabled=true] { background: var(--raised-more); color: var(--muted); }

  @keyframes rise { from { transform: translateY(8px); opacity: 0; } }

  @media (max-width: 480px), (max-height: 460px) and (pointer: coarse) {
    .panel, .root[data-side="start"] .panel {
      inset: var(--view-top, 0) 0 auto 0;
      width: 100%;
      height: 100vh;
      height: var(--view-height, 100dvh);
      border-radius: 0;
      box-shadow: none;
      padding-inline: env(safe-area-inset-left) env(safe-area-inset-right);
      padding-block-end: env(safe-area-inset-bottom);
      transform: translateY(24px);
    }
    .header { padding-block-start: calc(12px + env(safe-area-inset-top)); padding-block-end: 12px; }
    .icon-button { width: 44px; height: 44px; }
  }
`;
