import { Service, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, type ActivatedRouteSnapshot, type RouterStateSnapshot } from '@angular/router';
import { Language } from '../core/language';
import type { Strings } from '../strings/en';

/** What a route carries as `data.title`. */
export type PageTitle = (texts: Strings) => string;

/** The window's title: the page, the product, and in front how much is unread. Plain text, whatever a page says. */
@Service()
export class DeskTitle extends TitleStrategy {
  readonly #title = inject(Title);
  readonly #language = inject(Language);
  readonly #page = signal<PageTitle | undefined>(undefined);
  readonly #unread = signal(0);

  constructor() {
    super();
    effect(() => {
      const texts = this.#language.texts();
      const page = this.#page()?.(texts);
      const count = this.#unread();
      const front = count > 0 ? `(${count}) ` : '';
      this.#title.setTitle(front + (page === undefined ? '' : `${page} · `) + texts.app.name);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.#page.set(titleOf(snapshot.root));
  }

  showUnread(count: number): void {
    this.#unread.set(count);
  }
}

function titleOf(route: ActivatedRouteSnapshot): PageTitle | undefined {
  const own = route.data['title'] as PageTitle | undefined;
  return (route.firstChild ? titleOf(route.firstChild) : undefined) ?? own;
}
