import { Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

/** A QR code as one path: nothing of it is markup made from text. Black on white in every theme, or cameras fail. */
@Component({
  selector: 'fy-qr-code',
  template: `
    <svg [attr.viewBox]="'0 0 ' + code().size + ' ' + code().size" role="img" [attr.aria-label]="label()">
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
      inline-size: 188px;
      padding: 6px;
      border-radius: var(--fy-radius);
      background: #fff;
    }
    svg {
      display: block;
      fill: #000;
      shape-rendering: crispEdges;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  protected readonly code = computed(() => encode(this.text(), { ecc: 'M', border: 2 }));
  protected readonly path = computed(() => squares(this.code().data));
}

/** The dark modules of a matrix as path commands, one square each. */
function squares(matrix: readonly (readonly boolean[])[]): string {
  return matrix
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
}
