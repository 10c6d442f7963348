import { Component, input } from '@angular/core';

/** Foyer's mark: a doorway with a light in it. */
@Component({
  selector: 'fy-logo',
  template: `
    <svg
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
      [attr.width]="size()"
      [attr.height]="size()"
    >
      <rect width="32" height="32" rx="9" fill="#0b6b61" />
      <path
        d="M9 25V13a7 7 0 0 1 14 0v12"
        fill="none"
        stroke="#fff"
        stroke-width="3"
        stroke-linecap="round"
      />
      <circle cx="16" cy="18" r="2.4" fill="#ffd08a" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class Logo {
  /** Edge in pixels. */
  readonly size = input(32);
}
