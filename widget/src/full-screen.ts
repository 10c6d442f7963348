/** At these sizes the panel fills the screen; the style sheets carry the same condition. */
export const FULL_SCREEN_QUERY = '(max-width: 480px), (max-height: 460px) and (pointer: coarse)';
