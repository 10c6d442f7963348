import { Component, computed, input } from '@angular/core';
import { hueOf } from './hue';
import { initials } from './initials';

/** A person as a disc with initials in a colour of their own, and a dot when their presence is known. */
@Component({
  selector: 'fy-avatar',
  template: `
    <span class="disc" [style.--hue]="hue()" aria-hidden="true">{{ letters() }}</span>
    @if (online() !== undefined) {
      <span class="dot" [class.on]="online()" aria-hidden="true"></span>
    }
  `,
  host: { '[style.--size]': 'size() + "px"' },
  styles: `
    :host {
      position: relative;
      display: inline-block;
      flex: none;
      inline-size: var(--size);
      block-size: var(--size);
    }
    .disc {
      display: grid;
      place-items: center;
      inline-size: 100%;
      block-size: 100%;
      border-radius: 50%;
      background: light-dark(oklch(90% 0.045 var(--hue)), oklch(36% 0.055 var(--hue)));
      color: light-dark(oklch(36% 0.075 var(--hue)), oklch(90% 0.045 var(--hue)));
      font-size: calc(var(--size) * 0.38);
      font-weight: 620;
      line-height: 1;
    }
    .dot {
      position: absolute;
      inset-block-end: -1px;
      inset-inline-end: -1px;
      inline-size: calc(var(--size) * 0.22 + 4px);
      block-size: calc(var(--size) * 0.22 + 4px);
      border: 2px solid var(--ring, var(--fy-pane));
      border-radius: 50%;
      background: var(--fy-off);
    }
    .dot.on {
      background: var(--fy-ok);
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();
  /** What the colour hangs on; the name may change, this does not. */
  readonly of = input.required<string>();
  /** Diameter in pixels. */
  readonly size = input(36);
  readonly online = input<boolean | undefined>(undefined);
  protected readonly letters = computed(() => initials(this.name()));
  protected readonly hue = computed(() => hueOf(this.of()));
}
