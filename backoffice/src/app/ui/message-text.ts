import { Component, computed, input } from '@angular/core';
import { richText } from '@foyer/shared-core/model';
import { RichParts } from './rich-parts';

/** What somebody wrote, as text nodes, links and stress, as the visitor sees it. */
@Component({
  selector: 'fy-message-text',
  imports: [RichParts],
  template: `<fy-rich-parts [parts]="parts()" />`,
  styles: `
    :host {
      display: block;
      overflow-wrap: anywhere;
      white-space: pre-wrap;
      unicode-bidi: plaintext;
    }
  `,
})
export class MessageText {
  readonly text = input.required<string>();
  protected readonly parts = computed(() => richText(this.text()));
}
