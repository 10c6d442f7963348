import { Component, computed, input } from '@angular/core';
import { textParts } from './text-parts';

/** What somebody wrote, as text nodes; web addresses become links that tell the other side nothing of the desk. */
@Component({
  selector: 'fy-message-text',
  // One line, for the white space of the message is shown as it is.
  // prettier-ignore
  template: `@for (part of parts(); track $index) {@if (part.kind === 'link') {<a [href]="part.href" target="_blank" rel="noopener noreferrer nofollow">{{ part.text }}</a>} @else {{{ part.text }}}}`,
  styles: `
    :host {
      display: block;
      overflow-wrap: anywhere;
      white-space: pre-wrap;
      unicode-bidi: plaintext;
    }
    a {
      color: inherit;
      text-underline-offset: 2px;
    }
  `,
})
export class MessageText {
  readonly text = input.required<string>();
  protected readonly parts = computed(() => textParts(this.text()));
}
