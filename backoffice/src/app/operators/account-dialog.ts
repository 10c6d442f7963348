import { Component, computed, inject, signal } from '@angular/core';
import {
  FormField,
  FormRoot,
  disabled,
  email,
  form,
  maxLength,
  minLength,
  required,
  validate,
} from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import type { CoreErrorCode } from '@foyer/shared-core';
import { limits, type BrandId, type ModeratorAccount } from '@foyer/shared-core/model';
import { BrandProfiles } from '../core/brand-profiles';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { NotConfirmed, Reauthentication } from '../session/reauthentication';
import { draftOf, saveRequest } from './account-draft';

const SHORTEST_PASSWORD = 10;

export interface AccountQuestion {
  /** The account to change; null to create one. */
  readonly account: ModeratorAccount | null;
  /** The brands that can be given. */
  readonly brands: readonly BrandId[];
  /** Whether it is the admin's own account, which cannot be disabled or demoted by its owner. */
  readonly isSelf: boolean;
}

/** The form of one account. Closes with the saved name, or with nothing. */
@Component({
  selector: 'fy-account-dialog',
  imports: [
    FormField,
    FormRoot,
    MatButton,
    MatCheckbox,
    MatDialogModule,
    MatFormFieldModule,
    MatInput,
    MatSelectModule,
    MatSlideToggle,
  ],
  templateUrl: './account-dialog.html',
  styleUrl: './account-dialog.scss',
})
export class AccountDialog {
  readonly #desk = inject(DESK);
  readonly #self = inject<MatDialogRef<AccountDialog, string>>(MatDialogRef);
  readonly #refusal = signal<CoreErrorCode | null>(null);
  protected readonly question = inject<AccountQuestion>(MAT_DIALOG_DATA);
  protected readonly profiles = inject(BrandProfiles);
  readonly #language = inject(Language);
  readonly #reauthentication = inject(Reauthentication);
  protected readonly texts = this.#language.texts;
  protected readonly refusal = computed(() => {
    const code = this.#refusal();
    return code === null ? null : this.texts().errors[code];
  });

  readonly #draft = signal(draftOf(this.question.account));
  protected readonly form = form(
    this.#draft,
    (path) => {
      const words = (): ReturnType<typeof this.texts>['operators'] => this.texts().operators;
      required(path.name, { message: () => words().nameMissing });
      maxLength(path.name, limits.name, { message: () => words().nameLong });
      required(path.email, { message: () => words().emailMissing });
      email(path.email, { message: () => words().emailWrong });
      minLength(path.password, SHORTEST_PASSWORD, { message: () => words().passwordShort });
      validate(path.brands, (field) =>
        field.value().length > 0 || field.valueOf(path.everyBrand)
          ? null
          : { kind: 'brands', message: words().brandMissing },
      );
      disabled(path.role, { when: () => this.question.isSelf });
      disabled(path.active, { when: () => this.question.isSelf });
    },
    {
      submission: {
        action: () => this.#save(),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  protected hasBrand(brand: BrandId): boolean {
    return this.form.brands().value().includes(brand);
  }

  protected setBrand(brand: BrandId, isGiven: boolean): void {
    const others = this.form
      .brands()
      .value()
      .filter((own) => own !== brand);
    this.form.brands().value.set(isGiven ? [...others, brand] : others);
    this.form.brands().markAsTouched();
  }

  async #save(): Promise<undefined> {
    const request = saveRequest(this.#draft(), this.question.account);
    this.#refusal.set(null);
    try {
      await this.#reauthentication.confirmed(() =>
        this.#desk.call('saveModerator', { ...request, language: this.#language.tag() }),
      );
      this.#self.close(request.name);
    } catch (cause) {
      if (!(cause instanceof NotConfirmed)) this.#refusal.set(errorCode(cause));
    }
  }
}
