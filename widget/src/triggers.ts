import type { Trigger } from '@foyer/shared-core/model';
import { followPlace } from './host-page.ts';
import type { Parts } from './parts.ts';

/**
 * Says what the brand says first, each once on a page, where the launcher stands and nobody is in a conversation. That
 * somebody has answered is remembered, for that is a gesture; that somebody has seen it is not.
 */
export function followTriggers(
  page: Window & typeof globalThis,
  { launcher, teaser, remembered }: Parts,
  triggers: readonly Trigger[],
  signal: AbortSignal,
): void {
  const timers = new Map<Trigger, number>();
  const said = new Set<Trigger>();

  function say(trigger: Trigger): void {
    const asked = remembered.asked(trigger);
    if (launcher.button.hidden || remembered.hasConversation() || asked.isSet()) return;
    said.add(trigger);
    teaser.show(trigger.text, () => asked.set(true));
  }

  function look(): void {
    for (const trigger of triggers) {
      page.clearTimeout(timers.get(trigger));
      if (!said.has(trigger) && !signal.aborted && page.location.href.includes(trigger.url))
        timers.set(
          trigger,
          page.setTimeout(() => say(trigger), trigger.after * 1000),
        );
    }
  }

  look();
  followPlace(page, look, signal);
  signal.addEventListener('abort', look);
}
