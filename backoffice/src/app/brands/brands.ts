import { Component, computed, inject, linkedSignal } from '@angular/core';
import { MatTabsModule } from '@angular/material/tabs';
import type { BrandId } from '@foyer/shared-core/model';
import { BrandProfiles } from '../core/brand-profiles';
import { Language } from '../core/language';
import { Session } from '../session/session';
import { BrandSelect } from '../ui/brand-select';
import { EmptyState } from '../ui/empty-state';
import { BanList } from '../bans/ban-list';
import { BrandAccessForm } from './brand-access';
import { BrandEditor } from './brand-editor';
import { FilesEditor } from './files-editor';
import { HoursEditor } from './hours-editor';
import { MasksEditor } from './masks-editor';
import { PreChatEditor } from './pre-chat-editor';
import { TokenExample } from './token-example';
import { TriggersEditor } from './triggers-editor';
import { WordsEditor } from './words-editor';

/** How each brand's chat looks and greets, who may use it, and who is kept out. */
@Component({
  selector: 'fy-brands',
  imports: [
    BanList,
    BrandAccessForm,
    BrandEditor,
    BrandSelect,
    EmptyState,
    FilesEditor,
    HoursEditor,
    MasksEditor,
    MatTabsModule,
    PreChatEditor,
    TokenExample,
    TriggersEditor,
    WordsEditor,
  ],
  template: `
    <div class="page-column">
      <div class="page-head">
        <h1 tabindex="-1">{{ texts().brands.title }}</h1>
        @if (brands().length > 1) {
          <fy-brand-select
            [label]="texts().brands.choose"
            [brands]="brands()"
            [value]="brand()"
            (valueChange)="brand.set($event)"
          />
        }
        <p>{{ texts().brands.lead }}</p>
      </div>
      <!-- A list of one, so that nothing half-written of one brand is left in the form of the next. -->
      @for (profile of shown(); track profile.id) {
        <!-- What is half-written in one section outlives a look at another. -->
        <mat-tab-group
          preserveContent
          mat-stretch-tabs="false"
          animationDuration="0"
          [aria-label]="texts().access.sections"
        >
          <mat-tab [label]="texts().access.look">
            <ng-template matTabContent><fy-brand-editor [profile]="profile" /></ng-template>
          </mat-tab>
          <mat-tab [label]="texts().forms.title">
            <ng-template matTabContent>
              <div class="more">
                <fy-hours-editor class="panel" [profile]="profile" />
                <fy-pre-chat-editor class="panel" [profile]="profile" />
              </div>
            </ng-template>
          </mat-tab>
          <mat-tab [label]="texts().triggers.title">
            <ng-template matTabContent>
              <fy-triggers-editor class="panel" [profile]="profile" />
            </ng-template>
          </mat-tab>
          <mat-tab [label]="texts().words.title">
            <ng-template matTabContent><fy-words-editor class="panel" [profile]="profile" /></ng-template>
          </mat-tab>
          <mat-tab [label]="texts().privacy.title">
            <ng-template matTabContent>
              <div class="more">
                <fy-masks-editor class="panel" [profile]="profile" />
                <fy-files-editor class="panel" [profile]="profile" />
              </div>
            </ng-template>
          </mat-tab>
          <mat-tab [label]="texts().access.title">
            <ng-template matTabContent>
              <div class="more">
                <fy-brand-access-form class="panel" [brand]="profile.id" />
                <fy-token-example class="panel" />
              </div>
            </ng-template>
          </mat-tab>
          <mat-tab [label]="texts().access.bans">
            <ng-template matTabContent><fy-ban-list class="panel" [brand]="profile.id" /></ng-template>
          </mat-tab>
        </mat-tab-group>
      } @empty {
        <fy-empty-state
          icon="brands"
          [heading]="brand() === null ? texts().brands.none : texts().app.loading"
          [text]="brand() === null ? '' : texts().brands.unknown"
        />
      }
    </div>
  `,
  styles: `
    .more {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
      align-items: start;
      gap: 20px;
    }
    mat-tab-group {
      --mat-tab-divider-height: 0;
    }
    mat-tab-group ::ng-deep .mat-mdc-tab-body-wrapper {
      padding-block-start: 16px;
    }
    /* The page scrolls, not each section: what sticks in a section, as the preview does, sticks to the page. */
    mat-tab-group ::ng-deep :is(.mat-mdc-tab-body-wrapper, .mat-mdc-tab-body, .mat-mdc-tab-body-content) {
      overflow: clip;
    }
  `,
  host: { class: 'page' },
})
export class Brands {
  readonly #session = inject(Session);
  readonly #profiles = inject(BrandProfiles);
  protected readonly texts = inject(Language).texts;
  protected readonly brands = computed(() => this.#session.me()?.brands ?? []);
  protected readonly brand = linkedSignal<readonly BrandId[], BrandId | null>({
    source: this.brands,
    computation: (brands, previous) => brands.find((brand) => brand === previous?.value) ?? brands[0] ?? null,
  });
  protected readonly shown = computed(() => {
    const brand = this.brand();
    const profile = brand === null ? null : this.#profiles.of(brand)();
    return profile ? [profile] : [];
  });
}
