import { Component, inject, input, output } from '@angular/core';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';
import { OWN_DEPARTMENTS } from './room-filter';

/** Chooses the queue of one department, of the own ones, or all conversations. */
@Component({
  selector: 'fy-department-select',
  imports: [Icon],
  template: `
    <select [attr.aria-label]="texts().inbox.department" [value]="value() ?? ''" (change)="choose($event)">
      <option value="" [selected]="value() === null">{{ texts().inbox.everyDepartment }}</option>
      @if (hasOwn() || value() === own) {
        <option [value]="own" [selected]="value() === own">{{ texts().inbox.ownDepartments }}</option>
      }
      @for (department of departments(); track department) {
        <option [value]="department" [selected]="department === value()">{{ department }}</option>
      }
    </select>
    <fy-icon name="down" />
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      align-items: center;
    }
    select {
      inline-size: 100%;
      min-block-size: 36px;
      padding-block: 0;
      padding-inline: 12px 32px;
      border: 1px solid var(--fy-line);
      border-radius: 10px;
      background: var(--fy-pane);
      color: var(--fy-text);
      font: 550 0.8125rem/1 var(--fy-font);
      text-overflow: ellipsis;
      appearance: none;
      cursor: pointer;
    }
    select:hover {
      border-color: var(--fy-line-strong);
    }
    fy-icon {
      position: absolute;
      inset-inline-end: 10px;
      inline-size: 16px;
      block-size: 16px;
      color: var(--fy-muted);
      pointer-events: none;
    }
  `,
})
export class DepartmentSelect {
  readonly departments = input.required<readonly string[]>();
  /** The chosen department; null means all. */
  readonly value = input.required<string | null>();
  /** Whether one works for departments oneself. */
  readonly hasOwn = input(false);
  readonly valueChange = output<string | null>();

  protected readonly own = OWN_DEPARTMENTS;
  protected readonly texts = inject(Language).texts;

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.valueChange.emit(value === '' ? null : value);
  }
}
