import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What opens and closes a popover that stands in one element with its button, the element's first one. */
interface Popover {
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
  /** Closes, and gives the focus back to the button. */
  readonly close: () => void;
  /** For the element: `onKey` gets what is pressed while it is open. */
  readonly props: (onKey: (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => void) => object;
}

/** Closes by Escape, by a press elsewhere, and when the focus goes elsewhere. */
export function usePopover(): Popover {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };

  // At once, as it reaches beyond the widget: other effects are undone after the next painting.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: Event): void => {
      if (box.current && !event.composedPath().includes(box.current)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
    };
  }, [isOpen]);

  return {
    isOpen,
    setOpen,
    close,
    props: (onKey) => ({
      ref: box,
      onKeyDown: (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
        if (!isOpen) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        } else if (event.key.startsWith('Arrow')) {
          event.preventDefault();
          onKey(event);
        }
      },
      onFocusOut: ({ relatedTarget }: FocusEvent) => {
        if (relatedTarget && !box.current?.contains(relatedTarget as Node)) setOpen(false);
      },
    }),
  };
}
