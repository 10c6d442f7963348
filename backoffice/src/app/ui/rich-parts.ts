import { Component, input } from '@angular/core';
import type { RichPart } from '@foyer/shared-core/model';

/** Parts of a message, each as a text node in its element; links tell the other side nothing of the desk. */
@Component({
  selector: 'fy-rich-parts',
  // One line, for the white space of the message is shown as it is.
  // prettier-ignore
  template: `@for (part of parts(); track $index) {@switch (part.kind) {@case ('text') {{{ part.text }}}@case ('link') {<a [href]="part.href" target="_blank" rel="noopener noreferrer nofollow">{{ part.text }}</a>}@case ('strong') {<strong><fy-rich-parts [parts]="part.parts" /></strong>}@case ('emphasis') {<em><fy-rich-parts [parts]="part.parts" /></em>}@case ('code') {<code>{{ part.text }}</code>}@case ('number') {<bdi dir="ltr">{{ part.text }}</bdi>}@case ('block') {<code class="block">{{ part.text }}</code>}}}`,
  styles: `
    a {
      color: inherit;
      text-underline-offset: 2px;
    }
    code {
      padding: 1px 4px;
      border-radius: 4px;
      background: color-mix(in srgb, currentColor 12%, transparent);
      font:
        0.9em/1.4 ui-monospace,
        Menlo,
        Consolas,
        monospace;
      unicode-bidi: isolate;
    }
    .block {
      display: block;
      margin-block: 4px;
      padding: 7px 9px;
      border-radius: 8px;
      direction: ltr;
      text-align: left;
    }
  `,
})
export class RichParts {
  readonly parts = input.required<readonly RichPart[]>();
}
