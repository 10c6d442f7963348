import { Component, computed, inject, input } from '@angular/core';
import type { RoomTold } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { fullTime } from '../ui/relative-time';

/** What the website's page says of the conversation: nobody has proved any of it. */
@Component({
  selector: 'fy-page-told',
  template: `
    <h3>{{ texts().visitor.pageTold }}</h3>
    @if (told().tags.length > 0) {
      <ul class="tags" [attr.aria-label]="texts().visitor.pageTags">
        @for (tag of told().tags; track tag) {
          <li>
            <bdi>{{ tag }}</bdi>
          </li>
        }
      </ul>
    }
    <dl>
      @for (row of attributes(); track row[0]) {
        <div>
          <dt>
            <bdi>{{ row[0] }}</bdi>
          </dt>
          <dd>
            <bdi>{{ row[1] }}</bdi>
          </dd>
        </div>
      }
      @for (event of events(); track $index) {
        <div>
          <dt>{{ event.time }}</dt>
          <dd>
            <bdi>{{ event.name }}</bdi>
            @for (row of event.data; track row[0]) {
              <small>
                <bdi>{{ row[0] }}: {{ row[1] }}</bdi>
              </small>
            }
          </dd>
        </div>
      }
    </dl>
  `,
  styleUrl: './customer-details.scss',
  styles: `
    .tags {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin: 0 0 6px;
      padding: 0;
      list-style: none;
    }
    .tags li {
      padding: 2px 8px;
      border: 1px solid var(--fy-line);
      border-radius: 10px;
      overflow-wrap: anywhere;
    }
    small {
      display: block;
      color: var(--fy-muted);
    }
  `,
})
export class PageTold {
  readonly told = input.required<RoomTold>();

  protected readonly texts = inject(Language).texts;
  protected readonly attributes = computed(() => Object.entries(this.told().attributes));
  /** Newest first. */
  protected readonly events = computed(() =>
    this.told()
      .events.toReversed()
      .map(({ name, at, data }) => ({
        name,
        time: fullTime(at, this.texts().locale),
        data: Object.entries(data),
      })),
  );
}
