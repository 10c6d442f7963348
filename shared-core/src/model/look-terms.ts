// Apart from the other limits: the launcher's half of the widget carries these, and nothing of the rest.

/** What the parts of a look may be at most. */
export const lookLimits = {
  /** Roundest corners of the widget, in CSS pixels. */
  radius: 28,
  /** Furthest the launcher stands from the window's edges, in CSS pixels. */
  offset: 400,
  zIndex: 2_147_483_647,
  /** Longest words beside the launcher's icon. */
  label: 40,
} as const;

/** The widget's look where neither page nor brand says anything. */
export const plainLook = {
  theme: 'auto',
  radius: 18,
  offsetX: 20,
  offsetY: 20,
  icon: 'chat',
  label: '',
} as const;
