import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Takes files that are dropped on the panel or pasted into it; tells whether some are being held over it. */
export function useFileDrop(
  panel: RefObject<HTMLElement | null>,
  take: ((files: readonly File[]) => void) | null,
): boolean {
  const [isDropping, setDropping] = useState(false);

  useEffect(() => {
    const element = panel.current;
    if (!element || !take) return;
    const ended = new AbortController();
    const { signal } = ended;

    element.addEventListener(
      'dragover',
      (event) => {
        if (event.dataTransfer?.types.includes('Files') !== true) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setDropping(true);
      },
      { signal },
    );
    element.addEventListener(
      'dragleave',
      (event) => {
        if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget))
          setDropping(false);
      },
      { signal },
    );
    element.addEventListener(
      'drop',
      (event) => {
        setDropping(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        take(files);
      },
      { signal },
    );
    element.addEventListener(
      'paste',
      (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        // Text copied from an office program brings a picture of itself along: then the text is meant.
        if (files.length === 0 || event.clipboardData?.types.includes('text/plain') === true) return;
        event.preventDefault();
        take(files);
      },
      { signal },
    );
    return () => {
      ended.abort();
    };
  }, [take]);

  return isDropping;
}
