// Angular: a service with signals. `inject(FoyerChat).start({ src, settings })` once, in your root component.
import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { loadFoyer } from '@foyer/widget';
import type { FoyerBrand, FoyerSource } from '@foyer/widget';

@Injectable({ providedIn: 'root' })
export class FoyerChat {
  readonly #unread = signal(0);
  readonly #destroyRef = inject(DestroyRef);
  #chat: Promise<FoyerBrand | null> = Promise.resolve(null);

  /** Messages that the visitor has not read. */
  readonly unread = this.#unread.asReadonly();

  start(source: FoyerSource): void {
    this.#chat = loadFoyer(source)
      .then((chat) => {
        this.#destroyRef.onDestroy(chat.on('unread', ({ count }) => this.#unread.set(count)));
        return chat;
      })
      // A blocked script leaves the application as it is.
      .catch(() => null);
  }

  async open(prefill?: string): Promise<void> {
    await (await this.#chat)?.open(prefill === undefined ? {} : { prefill });
  }

  /** Whoever signs in to your application; null for nobody. */
  async identify(userId: string | null, getToken?: () => Promise<string>): Promise<void> {
    await (await this.#chat)?.identify({ userId }, getToken ? { getToken } : {});
  }
}
