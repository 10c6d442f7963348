import type { ChatMessage } from '@foyer/shared-core';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatSession } from '../chat/chat-session.ts';
import { useReadable } from '../chat/use-readable.ts';

/** This near to the end counts as being there, in pixels. */
const NEAR_END = 60;

export interface Scroll {
  readonly list: RefObject<HTMLDivElement | null>;
  /** What stands in the list. */
  readonly content: RefObject<HTMLDivElement | null>;
  /** The button that loads older messages; it presses itself when it comes into view. */
  readonly earlier: RefObject<HTMLButtonElement | null>;
  /** Something arrived below while the visitor was reading further up. */
  readonly hasNewBelow: boolean;
  readonly toLatest: () => void;
  readonly loadOlder: () => void;
}

/** Keeps the list at its end, and still where the visitor reads when older messages come in above. */
export function useScroll(session: ChatSession, messages: readonly ChatMessage[], isTyping: boolean): Scroll {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const earlier = useRef<HTMLButtonElement>(null);
  const isAtEnd = useRef(true);
  const loading = useRef(false);
  const before = useRef({ first: '', last: '', height: 0 });
  const [hasNewBelow, setNewBelow] = useState(false);
  const hasOlder = useReadable(session.chat.hasOlder);

  useLayoutEffect(() => {
    const element = list.current;
    // Nothing to keep in place, and asking for heights makes the browser lay the whole page out.
    if (!element || (messages.length === 0 && before.current.last === '')) return;
    const first = messages[0]?.message.id ?? '';
    const newest = messages.at(-1);
    const last = newest?.message.id ?? '';
    const isOlderAbove = first !== before.current.first && before.current.first !== '';
    const isNewBelow = last !== before.current.last;
    if (isNewBelow && newest?.mine === true) isAtEnd.current = true;
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    else if (isOlderAbove) element.scrollTop += element.scrollHeight - before.current.height;
    else if (isNewBelow) setNewBelow(true);
    before.current = { first, last, height: element.scrollHeight };
  }, [messages, isTyping]);

  useEffect(() => {
    const element = list.current;
    if (!element || !content.current) return;
    let size = '';
    const look = (): void => {
      // A change of size moves the list by itself; only a change of place is the visitor's doing.
      const lastSize = size;
      size = `${element.clientHeight}/${element.scrollHeight}`;
      if (size !== lastSize) return;
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
      if (isAtEnd.current) setNewBelow(false);
    };
    element.addEventListener('scroll', look, { passive: true });
    // A keyboard, a banner or a growing text field takes room from the list, a picture needs more: its end stays.
    const watcher = new ResizeObserver(() => {
      size = `${element.clientHeight}/${element.scrollHeight}`;
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    watcher.observe(element);
    watcher.observe(content.current);
    return () => {
      element.removeEventListener('scroll', look);
      watcher.disconnect();
    };
  }, []);

  function loadOlder(): void {
    if (loading.current) return;
    loading.current = true;
    const settle = (): void => {
      loading.current = false;
    };
    session.chat.loadOlder().then(settle, settle);
  }

  useEffect(() => {
    const button = earlier.current;
    if (!button || !hasOlder) return;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true && !isAtEnd.current) loadOlder();
      },
      { root: list.current, rootMargin: '120px 0px 0px' },
    );
    watcher.observe(button);
    return () => {
      watcher.disconnect();
    };
    // Observed anew after each page: a button that stayed in view reports only once.
  }, [hasOlder, messages[0]?.message.id]);

  return {
    list,
    content,
    earlier,
    hasNewBelow,
    loadOlder,
    toLatest() {
      isAtEnd.current = true;
      const element = list.current;
      if (!element) return;
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
      // Smooth over a thousand messages would take its time, and whoever reads meanwhile sees a blur.
      const behavior = distance < 3 * element.clientHeight ? 'smooth' : 'instant';
      element.scrollTo({ top: element.scrollHeight, behavior });
      setNewBelow(false);
    },
  };
}
