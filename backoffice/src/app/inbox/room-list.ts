import { Component, ElementRef, inject, input } from '@angular/core';
import type { RoomRow } from '@foyer/shared-core';
import { Language } from '../core/language';
import { RoomItem } from './room-item';
import { stepTo } from './step-to';

/** The rows of the inbox. The arrow keys walk through them, Enter opens one. */
@Component({
  selector: 'fy-room-list',
  imports: [RoomItem],
  template: `
    <ul [attr.aria-label]="texts().inbox.list">
      @for (row of rows(); track row.room.brand + '/' + row.room.id) {
        <li>
          <fy-room-item
            [row]="row"
            [isChosen]="chosen() === row.room.brand + '/' + row.room.id"
            [showsBrand]="showsBrand()"
          />
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
      overflow-y: auto;
      padding: 6px 8px;
    }
    li + li {
      margin-block-start: 2px;
    }
  `,
  host: { '(keydown)': 'walk($event)' },
})
export class RoomList {
  readonly rows = input.required<readonly RoomRow[]>();
  /** `brand/room` of the open conversation. */
  readonly chosen = input.required<string | null>();
  readonly showsBrand = input(false);

  protected readonly texts = inject(Language).texts;
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef);

  protected walk(event: KeyboardEvent): void {
    const links = [...this.#element.nativeElement.querySelectorAll('a')];
    const next = stepTo(event.key, links.indexOf(document.activeElement as HTMLAnchorElement), links.length);
    if (next === null) return;
    event.preventDefault();
    links[next]?.focus();
  }
}
