import { Component, computed, inject, input } from '@angular/core';
import type { BrandId } from '@foyer/shared-core/model';
import { BrandProfiles } from '../core/brand-profiles';
import { isColor } from './readable-on';

/** A brand's name behind a spot of its colour. */
@Component({
  selector: 'fy-brand-mark',
  template: `<span class="dot" [style.background]="color()" aria-hidden="true"></span
    ><span class="name">{{ name() }}</span>`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-inline-size: 0;
      color: var(--fy-muted);
      font-size: 0.75rem;
      font-weight: 550;
    }
    .dot {
      flex: none;
      inline-size: 9px;
      block-size: 9px;
      border-radius: 3px;
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class BrandMark {
  readonly brand = input.required<BrandId>();
  readonly #profiles = inject(BrandProfiles);
  readonly #profile = computed(() => this.#profiles.of(this.brand())());
  protected readonly name = computed(() => this.#profile()?.name ?? this.brand());
  protected readonly color = computed(() => {
    const color = this.#profile()?.color ?? '';
    return isColor(color) ? color : 'var(--fy-off)';
  });
}
