import { Component, inject, input, output } from '@angular/core';
import type { BrandId } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { BrandSelect } from '../ui/brand-select';
import { DepartmentSelect } from './department-select';
import { roomScopes, type RoomFilter, type RoomScope } from './room-filter';

/** Chooses which conversations the list shows. */
@Component({
  selector: 'fy-room-filters',
  imports: [BrandSelect, DepartmentSelect],
  template: `
    <div class="scopes" role="group" [attr.aria-label]="texts().inbox.filter">
      @for (scope of scopes; track scope) {
        <button type="button" [attr.aria-pressed]="scope === filter().scope" (click)="chooseScope(scope)">
          {{ texts().inbox[scope] }}
        </button>
      }
    </div>
    @if (brands().length > 1) {
      <fy-brand-select
        [label]="texts().inbox.brand"
        [everyLabel]="texts().inbox.everyBrand"
        [brands]="brands()"
        [value]="filter().brand"
        (valueChange)="chooseBrand($event)"
      />
    }
    @if (departments().length > 0) {
      <fy-department-select
        [departments]="departments()"
        [hasOwn]="hasOwn()"
        [value]="filter().department"
        (valueChange)="chooseDepartment($event)"
      />
    }
  `,
  styleUrl: './room-filters.scss',
})
export class RoomFilters {
  readonly filter = input.required<RoomFilter>();
  readonly brands = input.required<readonly BrandId[]>();
  readonly departments = input.required<readonly string[]>();
  readonly hasOwn = input(false);
  readonly filterChange = output<RoomFilter>();

  protected readonly texts = inject(Language).texts;
  protected readonly scopes = roomScopes;

  protected chooseScope(scope: RoomScope): void {
    this.filterChange.emit({ ...this.filter(), scope });
  }

  protected chooseBrand(brand: BrandId | null): void {
    this.filterChange.emit({ ...this.filter(), brand });
  }

  protected chooseDepartment(department: string | null): void {
    this.filterChange.emit({ ...this.filter(), department });
  }
}
