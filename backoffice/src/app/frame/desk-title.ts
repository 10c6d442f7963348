import { Service, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, type RouterStateSnapshot } from '@angular/router';
import { Language } from '../core/language';

/** The window's title: the page, the product, and in front how much is unread. Plain text, whatever a page says. */
@Service()
export class DeskTitle extends TitleStrategy {
  readonly #title = inject(Title);
  readonly #language = inject(Language);
  readonly #page = signal<string | undefined>(undefined);
  readonly #unread = signal(0);

  constructor() {
    super();
    effect(() => {
      const name = this.#language.texts().app.name;
      const page = this.#page();
      const count = this.#unread();
      this.#title.setTitle(
        (count > 0 ? `(${count}) ` : '') + (page === undefined ? name : `${page} · ${name}`),
      );
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.#page.set(this.buildTitle(snapshot));
  }

  showUnread(count: number): void {
    this.#unread.set(count);
  }
}
