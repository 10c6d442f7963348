import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import type { CoreErrorCode } from '@foyer/shared-core';
import type { BrandId, VisitorId } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';

const HOUR = 60 * 60_000;
const HOURS = [1, 24, 168, 8760] as const;

/** Asks for how long and why, and bans. Closes with true once that has happened. */
@Component({
  selector: 'fy-ban-dialog',
  imports: [MatButton, MatCheckbox, MatDialogModule, MatFormFieldModule, MatInput, MatSelectModule],
  template: `
    <h2 mat-dialog-title>{{ texts().bans.title }}</h2>
    <form (submit)="ban($event, reason.value)">
      <mat-dialog-content>
        <p>{{ texts().bans.lead }}</p>
        <mat-form-field>
          <mat-label>{{ texts().bans.howLong }}</mat-label>
          <mat-select [value]="hours()" (valueChange)="hours.set($event)">
            @for (one of choices; track one) {
              <mat-option [value]="one">{{ texts().bans.hours[one] }}</mat-option>
            }
          </mat-select>
        </mat-form-field>
        <mat-form-field>
          <mat-label>{{ texts().bans.reason }}</mat-label>
          <input #reason matInput required maxlength="200" autocomplete="off" />
          <mat-hint>{{ texts().bans.reasonHint }}</mat-hint>
        </mat-form-field>
        <mat-checkbox [checked]="hasAddress()" (change)="hasAddress.set($event.checked)">
          {{ texts().bans.address }}
        </mat-checkbox>
        <p class="hint">{{ texts().bans.addressHint }}</p>
        <div role="alert">
          @if (refusal(); as text) {
            <p class="problem">{{ text }}</p>
          }
        </div>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ texts().app.cancel }}</button>
        <button matButton="filled" type="submit" [disabled]="isBusy()">{{ texts().bans.action }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-form-field {
      inline-size: 100%;
      margin-block-start: 8px;
    }
    .hint {
      padding-inline-start: 12px;
      color: var(--fy-muted);
      font-size: 0.8125rem;
    }
  `,
})
export class BanDialog {
  readonly #desk = inject(DESK);
  readonly #self = inject<MatDialogRef<BanDialog, boolean>>(MatDialogRef);
  readonly #whom = inject<{ readonly brand: BrandId; readonly visitorId: VisitorId }>(MAT_DIALOG_DATA);
  readonly #refusal = signal<CoreErrorCode | null>(null);
  protected readonly texts = inject(Language).texts;
  protected readonly choices = HOURS;
  protected readonly hours = signal<(typeof HOURS)[number]>(24);
  protected readonly hasAddress = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly refusal = computed(() => {
    const code = this.#refusal();
    return code === null ? null : this.texts().errors[code];
  });

  protected async ban(event: Event, reason: string): Promise<void> {
    event.preventDefault();
    if (reason.trim() === '') return;
    this.isBusy.set(true);
    this.#refusal.set(null);
    try {
      await this.#desk.call('banVisitor', {
        ...this.#whom,
        ...(this.hasAddress() ? { address: true as const } : {}),
        until: Date.now() + this.hours() * HOUR,
        reason: reason.trim(),
      });
      this.#self.close(true);
    } catch (cause) {
      this.#refusal.set(errorCode(cause));
    } finally {
      this.isBusy.set(false);
    }
  }
}
