import { Component, computed, inject, input } from '@angular/core';
import type { BrandId, Visitor } from '@foyer/shared-core/model';
import { BrandProfiles } from '../core/brand-profiles';
import { Language } from '../core/language';
import { fullTime } from '../ui/relative-time';

/** What the visitor wrote into the forms of the chat: nobody has proved any of it. */
@Component({
  selector: 'fy-told-details',
  template: `
    <h3>{{ texts().visitor.answers }}</h3>
    <dl>
      @if (visitor().contact; as contact) {
        <div>
          <dt>{{ texts().visitor.answerTo }}</dt>
          <dd>
            <bdi>{{ contact.email }}</bdi>
          </dd>
        </div>
      }
      @for (row of rows(); track row.id) {
        <div>
          <dt>
            <bdi>{{ row.label }}</bdi>
          </dt>
          <dd>
            <bdi>{{ row.value }}</bdi>
          </dd>
        </div>
      }
      @if (visitor().answers; as answers) {
        @if (answers.consent) {
          <div>
            <dt>{{ texts().visitor.agreed }}</dt>
            <dd>{{ moment(answers.at) }}</dd>
          </div>
        }
      }
    </dl>
  `,
  styleUrl: './customer-details.scss',
})
export class ToldDetails {
  readonly brand = input.required<BrandId>();
  readonly visitor = input.required<Visitor>();

  readonly #profiles = inject(BrandProfiles);
  protected readonly texts = inject(Language).texts;
  /** In the words and the order of the form as it is now; what it no longer asks comes last, under its field's id. */
  protected readonly rows = computed(() => {
    const told = this.visitor().answers?.fields ?? {};
    const fields = this.#profiles.of(this.brand())()?.preChat?.fields ?? [];
    const gone = Object.keys(told).filter((id) => fields.every((field) => field.id !== id));
    const { texts } = this;
    return [...fields, ...gone.map((id) => ({ id, label: id, kind: 'text' }))]
      .filter(({ id }) => told[id] !== undefined)
      .map(({ id, label, kind }) => ({
        id,
        label,
        value: kind === 'checkbox' ? texts().visitor.yes : (told[id] ?? ''),
      }));
  });

  protected moment(at: number): string {
    return fullTime(at, this.texts().locale);
  }
}
