// Vue: `useFoyer({ src, settings })` in the setup of your layout; `unread` is a ref for a badge of your own.
import { loadFoyer } from '@foyer/widget';
import type { FoyerSource } from '@foyer/widget';
import { onMounted, onUnmounted, ref } from 'vue';
import type { Ref } from 'vue';

export function useFoyer(source: FoyerSource): { readonly unread: Ref<number>; readonly open: () => void } {
  const unread = ref(0);
  let chat: ReturnType<typeof loadFoyer> | undefined;
  let stop: (() => void) | undefined;

  onMounted(() => {
    chat = loadFoyer({ ...source, settings: { ...source.settings, launcher: 'visible' } });
    chat
      .then((foyer) => {
        stop = foyer.on('unread', ({ count }) => (unread.value = count));
      })
      // A blocked script leaves the application as it is.
      .catch(() => undefined);
  });
  onUnmounted(() => {
    stop?.();
    void chat?.then((foyer) => Promise.all([foyer.shutdown(), foyer.hide()])).catch(() => undefined);
  });

  return { unread, open: () => void chat?.then((foyer) => foyer.open()).catch(() => undefined) };
}
