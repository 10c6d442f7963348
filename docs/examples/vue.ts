// Vue: `useFoyer({ src, settings })` in the setup of your layout; `unread` is a ref for a badge of your own.
import { loadFoyer } from '@foyer/widget';
import type { FoyerBrand, FoyerSource } from '@foyer/widget';
import { onMounted, onUnmounted, ref } from 'vue';
import type { Ref } from 'vue';

/** What is mounted at present: the next layout may have begun before the last one has ended. */
let mounted: Promise<FoyerBrand> | undefined;

export function useFoyer(source: FoyerSource): { readonly unread: Ref<number>; readonly open: () => void } {
  const unread = ref(0);
  let chat: Promise<FoyerBrand> | undefined;
  let stop: (() => void) | undefined;

  onMounted(() => {
    mounted = chat = loadFoyer({ ...source, settings: { ...source.settings, launcher: 'visible' } });
    chat
      .then((foyer) => {
        stop = foyer.on('unread', ({ count }) => (unread.value = count));
      })
      // A blocked script leaves the application as it is.
      .catch(() => undefined);
  });
  onUnmounted(() => {
    stop?.();
    if (mounted === chat) mounted = undefined;
    void chat
      ?.then(async (foyer) => {
        if ((await mounted) !== foyer) await Promise.all([foyer.shutdown(), foyer.hide()]);
      })
      .catch(() => undefined);
  });

  return { unread, open: () => void chat?.then((foyer) => foyer.open()).catch(() => undefined) };
}
