import { Component, computed, inject, input } from '@angular/core';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';
import { readableOn } from '../ui/readable-on';
import type { BrandLook } from './profile-change';

/** A likeness of the visitor's chat in a brand's colour: to look at, not to use. */
@Component({
  selector: 'fy-chat-preview',
  imports: [Icon],
  template: `
    <div class="window" aria-hidden="true" [style.--brand]="look().color" [style.--on-brand]="onBrand()">
      <div class="top">
        <span class="name">{{ look().name }}</span>
      </div>
      <div class="body">
        <p class="welcome">{{ look().welcome }}</p>
        <p class="own">{{ texts().brands.previewVisitor }}</p>
        <p class="answer">{{ texts().brands.previewAnswer }}</p>
      </div>
      <div class="field">{{ texts().brands.previewField }}<fy-icon name="send" turns /></div>
    </div>
    <div class="launcher" aria-hidden="true" [style.background]="look().color" [style.color]="onBrand()">
      <fy-icon name="chat" />
    </div>
  `,
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
    }
    .window {
      inline-size: 100%;
      overflow: hidden;
      border-radius: 16px;
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
      border-radius: 14px;
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
      border-radius: 12px;
      color: var(--fy-faint);
    }
    .launcher {
      display: grid;
      place-items: center;
      inline-size: 56px;
      block-size: 56px;
      border-radius: 50%;
      box-shadow: var(--fy-shadow-2);
    }
    .launcher fy-icon {
      inline-size: 26px;
      block-size: 26px;
    }
  `,
})
export class ChatPreview {
  readonly look = input.required<BrandLook>();
  protected readonly texts = inject(Language).texts;
  protected readonly onBrand = computed(() => readableOn(this.look().color));
}
