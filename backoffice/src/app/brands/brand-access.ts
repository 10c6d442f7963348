import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import type { BrandAccess, BrandId, BrandIssuer, BrandKey } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { NotConfirmed, Reauthentication } from '../session/reauthentication';
import { Confirm } from '../ui/confirm';
import { fullTime } from '../ui/relative-time';
import { readOrigins } from './access-draft';

/** Who may chat with a brand and from where, and the keys by which its website vouches for visitors. */
@Component({
  selector: 'fy-brand-access-form',
  imports: [MatButton, MatCheckbox, MatFormFieldModule, MatInput, MatSelectModule],
  templateUrl: './brand-access.html',
  styleUrl: './brand-access.scss',
})
export class BrandAccessForm {
  readonly brand = input.required<BrandId>();
  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  readonly #confirm = inject(Confirm);
  readonly #reauthentication = inject(Reauthentication);
  protected readonly texts = inject(Language).texts;
  protected readonly answer = resource({
    params: () => this.brand(),
    loader: ({ params }) => this.#desk.call('brandAccess', { brand: params }),
  });
  protected readonly problem = computed(() => {
    const cause = this.answer.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });
  protected readonly keys = computed(() => (this.answer.hasValue() ? this.answer.value().keys : []));
  // The list of keys is asked for again after each act; that must not undo what is half-written here.
  readonly #stored = computed(() => (this.answer.hasValue() ? this.answer.value().access : null), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  protected readonly draft = linkedSignal<BrandAccess | null>(() => this.#stored());
  protected readonly origins = linkedSignal(() => this.#stored()?.origins.join('\n') ?? '');
  protected readonly wrongOrigin = signal<string | null>(null);
  protected readonly isBusy = signal(false);
  /** The secret of the key that was just made: seen once, gone with the next act. */
  protected readonly made = signal<{ readonly kid: string; readonly secret: string } | null>(null);

  protected change(change: Partial<BrandAccess>): void {
    const draft = this.draft();
    if (draft) this.draft.set({ ...draft, ...change });
  }

  protected changeIssuer(index: number, change: Partial<BrandIssuer>): void {
    const issuers = this.draft()?.issuers ?? [];
    this.change({ issuers: issuers.map((issuer, at) => (at === index ? { ...issuer, ...change } : issuer)) });
  }

  protected addIssuer(): void {
    const issuer: BrandIssuer = { issuer: '', audience: '', kind: 'oidc', jwksUrl: '' };
    this.change({ issuers: [...(this.draft()?.issuers ?? []), issuer] });
  }

  protected removeIssuer(index: number): void {
    this.change({ issuers: (this.draft()?.issuers ?? []).filter((_, at) => at !== index) });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const draft = this.draft();
    const { origins, wrong } = readOrigins(this.origins());
    this.wrongOrigin.set(wrong);
    if (!draft || wrong !== null) return;
    const access = { ...draft, origins, issuers: draft.issuers.map(withoutBlankKeys) };
    const isSaved = await this.#act(() =>
      this.#desk.call('saveBrandAccess', { brand: this.brand(), access }),
    );
    if (isSaved) this.#notices.say(this.texts().app.saved);
  }

  protected async createKey(use: BrandKey['use']): Promise<void> {
    await this.#act(async () => {
      const { key, secret } = await this.#desk.call('createBrandKey', { brand: this.brand(), use });
      this.made.set({ kid: key.kid, secret });
      this.answer.reload();
    });
  }

  protected async revoke({ kid }: BrandKey): Promise<void> {
    const words = this.texts().access;
    const isSure = await this.#confirm.ask({
      title: words.revokeTitle(kid),
      text: words.revokeText,
      action: words.revoke,
      isDangerous: true,
    });
    if (!isSure) return;
    await this.#act(async () => {
      await this.#desk.call('revokeBrandKey', { brand: this.brand(), kid });
      if (this.made()?.kid === kid) this.made.set(null);
      this.answer.reload();
    });
  }

  protected async copy(text: string): Promise<void> {
    const isCopied = await this.#notices.attempt(() => navigator.clipboard.writeText(text));
    if (isCopied) this.#notices.say(this.texts().visitor.copied);
  }

  protected about({ use, createdAt, lastUsedAt }: BrandKey): string {
    const { access, locale } = this.texts();
    const used = lastUsedAt === undefined ? access.neverUsed : access.lastUsed(fullTime(lastUsedAt, locale));
    return [access.use[use], access.created(fullTime(createdAt, locale)), used].join(' · ');
  }

  /** Asks who is at the desk where that is due; a dialog that was closed is no news. */
  async #act(act: () => Promise<unknown>): Promise<boolean> {
    this.isBusy.set(true);
    try {
      await this.#reauthentication.confirmed(act);
      return true;
    } catch (cause) {
      if (!(cause instanceof NotConfirmed)) this.#notices.fail(cause);
      return false;
    } finally {
      this.isBusy.set(false);
    }
  }
}

/** Firebase's own keys have no address to be told; what stood in a field that is no longer shown must not be stored. */
function withoutBlankKeys({ jwksUrl, ...issuer }: BrandIssuer): BrandIssuer {
  return issuer.kind === 'firebase' || jwksUrl === undefined ? issuer : { ...issuer, jwksUrl };
}
