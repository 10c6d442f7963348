import { Component, computed, inject, input } from '@angular/core';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';
import { readableOn } from '../ui/readable-on';
import type { LookDraft } from './look-draft';
import type { BrandFace } from './profile-change';

/** A likeness of the visitor's chat in a brand's colour: to look at, not to use. */
@Component({
  selector: 'fy-chat-preview',
  imports: [Icon],
  template: `
    <div class="window" aria-hidden="true">
      <div class="top">
        <span class="name">{{ face().name }}</span>
      </div>
      <div class="body">
        <p class="welcome">{{ face().welcome }}</p>
        <p class="own">{{ texts().brands.previewVisitor }}</p>
        <p class="answer">{{ texts().brands.previewAnswer }}</p>
      </div>
      <div class="field">{{ texts().brands.previewField }}<fy-icon name="send" turns /></div>
    </div>
    <div class="launcher" aria-hidden="true">
      @if (look().icon === 'question') {
        <b>?</b>
      } @else {
        <fy-icon name="chat" />
      }
      @if (look().label; as label) {
        <span dir="auto">{{ label }}</span>
      }
    </div>
  `,
  host: {
    '[style.--brand]': 'face().color',
    '[style.--on-brand]': 'onBrand()',
    '[style.--round]': 'look().radius',
    '[style.color-scheme]': "look().theme === 'auto' ? null : look().theme",
    '[class]': 'look().position',
  },
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: flex-end;
      gap: 14px;
      padding: 24px;
      border: 1px solid var(--fy-line);
      border-radius: 16px;
      background: var(--fy-canvas);
      /* Anew: the desk may be dark where the chat is light. */
      color: var(--fy-text);
    }
    .window {
      inline-size: 100%;
      overflow: hidden;
      border-radius: calc(var(--round) * 1px);
      background: var(--fy-raised);
      box-shadow: var(--fy-shadow-2);
      font-size: 0.875rem;
    }
    .top {
      padding: 16px 18px;
      background: var(--brand);
      color: var(--on-brand);
    }
    .name {
      font-weight: 650;
    }
    .body {
      display: flex;
      flex-direction: column;
      gap: 8px;
      min-block-size: 210px;
      padding: 16px;
      overflow-wrap: anywhere;
    }
    .welcome {
      color: var(--fy-muted);
      white-space: pre-line;
    }
    .own,
    .answer {
      padding: 8px 12px;
      border-radius: min(14px, calc(var(--round) * 1px));
    }
    .own {
      align-self: flex-end;
      background: var(--brand);
      color: var(--on-brand);
    }
    .answer {
      align-self: flex-start;
      background: var(--fy-bubble-visitor);
    }
    .field {
      display: flex;
      justify-content: space-between;
      margin: 0 12px 12px;
      padding: 9px 12px;
      border: 1px solid var(--fy-line);
      border-radius: min(12px, calc(var(--round) * 1px));
      color: var(--fy-faint);
    }
    .launcher {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 10px;
      max-inline-size: 100%;
      min-inline-size: 56px;
      block-size: 56px;
      border-radius: min(28px, calc(var(--round) * 1.65px));
      background: var(--brand);
      color: var(--on-brand);
      box-shadow: var(--fy-shadow-2);
    }
    .launcher:has(span) {
      padding-inline: 18px;
    }
    .launcher span {
      overflow: hidden;
      font-weight: 600;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .launcher b {
      font-size: 1.5rem;
    }
    /* A corner of the window is left or right in every language. */
    :host(.left) .launcher {
      align-self: auto;
      margin-right: auto;
      margin-left: 0;
    }
    :host(.right) .launcher {
      margin-right: 0;
      margin-left: auto;
    }
    .launcher fy-icon {
      inline-size: 26px;
      block-size: 26px;
    }
  `,
})
export class ChatPreview {
  readonly face = input.required<BrandFace>();
  readonly look = input.required<LookDraft>();
  protected readonly texts = inject(Language).texts;
  protected readonly onBrand = computed(() => readableOn(this.face().color));
}
