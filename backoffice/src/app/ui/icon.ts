import { Component, computed, input } from '@angular/core';
import { iconPaths, type IconName } from './icon-paths';

/** One icon of the desk. It says nothing to a screen reader: the button or text around it does. */
@Component({
  selector: 'fy-icon',
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: 1.25rem;
      block-size: 1.25rem;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.7;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    /* Arrows point along the reading direction. */
    :host([turns]):dir(rtl) svg {
      transform: scaleX(-1);
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => iconPaths[this.name()]);
}
