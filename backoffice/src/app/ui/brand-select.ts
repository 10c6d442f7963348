import { Component, computed, inject, input, output } from '@angular/core';
import type { BrandId } from '@foyer/shared-core/model';
import { BrandProfiles } from '../core/brand-profiles';
import { Icon } from './icon';
import { selectStyle } from './select-style';

/** Chooses one of the own brands, or all of them where `everyLabel` is given. */
@Component({
  selector: 'fy-brand-select',
  imports: [Icon],
  template: `
    <span class="dot" [style.background]="color()" aria-hidden="true"></span>
    <select [attr.aria-label]="label()" [value]="value() ?? ''" (change)="choose($event)">
      @if (everyLabel() !== null) {
        <option value="" [selected]="value() === null">{{ everyLabel() }}</option>
      }
      @for (brand of brands(); track brand) {
        <option [value]="brand" [selected]="brand === value()">{{ profiles.nameOf(brand) }}</option>
      }
    </select>
    <fy-icon name="down" />
  `,
  styles: [
    selectStyle,
    `
      :host {
        --fy-select-start: 30px;
      }
      .dot {
        position: absolute;
        inset-inline-start: 12px;
        inline-size: 10px;
        block-size: 10px;
        border-radius: 3px;
        pointer-events: none;
      }
    `,
  ],
})
export class BrandSelect {
  readonly label = input.required<string>();
  readonly brands = input.required<readonly BrandId[]>();
  /** The chosen brand; null means all. */
  readonly value = input.required<BrandId | null>();
  /** What choosing all is called; null where one brand must be chosen. */
  readonly everyLabel = input<string | null>(null);
  readonly valueChange = output<BrandId | null>();

  protected readonly profiles = inject(BrandProfiles);
  protected readonly color = computed(() => {
    const brand = this.value();
    return (brand === null ? undefined : this.profiles.of(brand)()?.color) ?? 'var(--fy-off)';
  });

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.valueChange.emit(value === '' ? null : value);
  }
}
