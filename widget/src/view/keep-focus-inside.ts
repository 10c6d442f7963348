/** Where something hides what is behind it, Tab must not wander there: at either end it goes on at the other. */
export function keepFocusInside(event: KeyboardEvent): void {
  const frame = event.currentTarget as HTMLElement;
  const stops = [
    ...frame.querySelectorAll<HTMLElement>(
      'button, a[href], input:not([hidden]), select, textarea, [tabindex="0"]',
    ),
  ].filter((element) => element.checkVisibility() && !element.matches(':disabled'));
  const focused = (frame.getRootNode() as ShadowRoot).activeElement;
  const from = event.shiftKey ? stops[0] : stops.at(-1);
  const to = event.shiftKey ? stops.at(-1) : stops[0];
  if (focused !== from && !(event.shiftKey && focused === frame)) return;
  event.preventDefault();
  to?.focus();
}
