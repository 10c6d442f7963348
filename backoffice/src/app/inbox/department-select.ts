import { Component, inject, input, output } from '@angular/core';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';
import { selectStyle } from '../ui/select-style';
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
  styles: selectStyle,
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
