import { Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { BrandId, VisitorId } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';

/** What the website's own system knows of the visitor, asked for once per conversation opened. */
@Component({
  selector: 'fy-customer-details',
  imports: [MatButton],
  template: `
    <h3>{{ texts().visitor.customer }}</h3>
    @if (answer.isLoading()) {
      <div class="waiting" role="status" [attr.aria-label]="texts().app.loading"><i></i><i></i><i></i></div>
    } @else if (answer.error()) {
      <p>{{ texts().visitor.customerFailed }}</p>
      <button matButton="tonal" type="button" (click)="answer.reload()">{{ texts().app.retry }}</button>
    } @else if (card(); as customer) {
      <p class="title">{{ customer.title }}</p>
      <dl>
        @for (field of customer.fields; track $index) {
          <div>
            <dt>
              <bdi>{{ field.label }}</bdi>
            </dt>
            <dd>
              <bdi>{{ field.value }}</bdi>
            </dd>
          </div>
        }
      </dl>
      <p class="proof" [class.told]="!customer.vouched">
        {{ customer.vouched ? texts().visitor.customerVouched : texts().visitor.customerTold }}
      </p>
    } @else {
      <p>{{ texts().visitor.customerNone }}</p>
    }
  `,
  styleUrl: './customer-details.scss',
})
export class CustomerDetails {
  readonly brand = input.required<BrandId>();
  readonly visitorId = input.required<VisitorId>();

  readonly #desk = inject(DESK);
  protected readonly texts = inject(Language).texts;
  // Both are read one by one, so that a new message of the room does not ask again.
  readonly #brand = computed(() => this.brand());
  readonly #visitorId = computed(() => this.visitorId());
  protected readonly answer = resource({
    params: () => `${this.#brand()}/${this.#visitorId()}`,
    loader: () => this.#desk.call('customerCard', { brand: this.#brand(), visitorId: this.#visitorId() }),
  });
  protected readonly card = computed(() => (this.answer.hasValue() ? this.answer.value().card : null));
}
