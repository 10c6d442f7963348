// React: the widget stands while the component is mounted; another brand or user is told live.
import { loadFoyer } from '@foyer/widget';
import type { FoyerBrand, FoyerSettings } from '@foyer/widget';
import { useEffect, useRef } from 'react';

interface FoyerChatProps {
  readonly src: string;
  readonly settings: FoyerSettings & { readonly brand: string };
  /** Who is signed in, and how your server proves it; undefined for nobody. */
  readonly user?: { readonly id: string; readonly name?: string; readonly getToken: () => Promise<string> };
  readonly onUnread?: (count: number) => void;
}

/** What is mounted at present: the next page, or React's StrictMode, may have begun before the last one has ended. */
let mounted: Promise<FoyerBrand> | undefined;

export function FoyerChat({ src, settings, user, onUnread }: FoyerChatProps): null {
  const unread = useRef(onUnread);
  unread.current = onUnread;

  useEffect(() => {
    const loaded = loadFoyer({ src, settings: { ...settings, launcher: 'visible' } });
    mounted = loaded;
    const off = loaded.then((chat) => chat.on('unread', ({ count }) => unread.current?.(count)));
    // A blocked script leaves the application as it is.
    off.catch(() => undefined);
    return () => {
      void off.then((stop) => stop()).catch(() => undefined);
      if (mounted === loaded) mounted = undefined;
      void loaded
        .then(async (chat) => {
          if ((await mounted) !== chat) await Promise.all([chat.shutdown(), chat.hide()]);
        })
        .catch(() => undefined);
    };
  }, [src, settings.brand]);

  useEffect(() => {
    void mounted
      ?.then((chat) =>
        user
          ? chat.identify({ userId: user.id, userName: user.name ?? null }, { getToken: user.getToken })
          : chat.identify({ userId: null }),
      )
      .catch(() => undefined);
  }, [user?.id, settings.brand]);

  return null;
}
