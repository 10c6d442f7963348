import { Component, inject, input, output, signal } from '@angular/core';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';

/** A place onto which files may be dragged; says so while something hovers over it. */
@Component({
  selector: 'fy-file-drop',
  imports: [Icon],
  template: `
    <ng-content />
    @if (isOver()) {
      <div class="over"><fy-icon name="attach" />{{ texts().composer.drop }}</div>
    }
  `,
  styles: `
    .over {
      position: absolute;
      inset: 12px;
      z-index: 2;
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 10px;
      border: 2px dashed var(--fy-accent-text);
      border-radius: var(--fy-radius);
      background: color-mix(in srgb, var(--fy-accent-soft) 92%, transparent);
      color: var(--fy-accent-text);
      font-weight: 600;
      pointer-events: none;
    }
  `,
  host: {
    '(dragover)': 'over($event)',
    '(dragleave)': 'left($event)',
    '(drop)': 'drop($event)',
  },
})
export class FileDrop {
  /** Whether files may be dropped now. */
  readonly isActive = input.required<boolean>();
  readonly dropped = output<readonly File[]>();

  protected readonly texts = inject(Language).texts;
  protected readonly isOver = signal(false);

  protected over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Also where nothing may be dropped: otherwise the browser would leave the desk and show the file.
    event.preventDefault();
    this.isOver.set(this.isActive());
  }

  protected left(event: DragEvent): void {
    const host = event.currentTarget as HTMLElement;
    if (!host.contains(event.relatedTarget as Node | null)) this.isOver.set(false);
  }

  protected drop(event: DragEvent): void {
    this.isOver.set(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    if (this.isActive()) this.dropped.emit(files);
  }
}
