import { Component, inject, input, signal } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import {
  limits,
  sentFileKinds,
  type BrandProfile,
  type FileKind,
  type FileTerms,
} from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { SaveRow } from './save-row';
import { storedDraft } from './stored-draft';

const MB = 1024 * 1024;

interface FilesDraft {
  readonly kinds: readonly FileKind[];
  readonly megabytes: string;
  readonly count: string;
}

/** What visitors may attach: of which kinds, how large, and how many. */
@Component({
  selector: 'fy-files-editor',
  imports: [MatCheckbox, MatFormFieldModule, MatInput, SaveRow],
  templateUrl: './files-editor.html',
  styleUrl: './forms-editor.scss',
})
export class FilesEditor {
  readonly profile = input.required<BrandProfile>();

  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  protected readonly texts = inject(Language).texts;
  protected readonly kinds = sentFileKinds;
  protected readonly mostMegabytes = limits.fileBytes / MB;
  protected readonly mostFiles = limits.roomFiles;
  readonly #edited = storedDraft(() => draftOf(this.profile().files));
  protected readonly draft = this.#edited.draft;
  protected readonly isChanged = this.#edited.isChanged;
  protected readonly isBusy = signal(false);
  protected readonly isWrong = signal(false);

  protected change(change: Partial<FilesDraft>): void {
    this.draft.set({ ...this.draft(), ...change });
    this.isWrong.set(false);
  }

  protected switchKind(kind: FileKind, isOn: boolean): void {
    const { kinds } = this.draft();
    this.change({ kinds: sentFileKinds.filter((one) => (one === kind ? isOn : kinds.includes(one))) });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { kinds, megabytes, count } = this.draft();
    const [size, most] = [Number(megabytes), Number(count)];
    const isSizeWrong = !Number.isInteger(size) || size < 1 || size > this.mostMegabytes;
    this.isWrong.set(isSizeWrong || !Number.isInteger(most) || most < 0 || most > this.mostFiles);
    if (this.isWrong()) {
      const name = isSizeWrong ? 'megabytes' : 'count';
      (event.target as HTMLFormElement).querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
      return;
    }
    this.isBusy.set(true);
    const files: FileTerms = { kinds, bytes: size * MB, count: most };
    const isSaved = await this.#notices.attempt(() => this.#desk.saveProfile(this.profile().id, { files }));
    this.isBusy.set(false);
    if (!isSaved) return;
    this.draft.set(draftOf(files));
    this.#notices.say(this.texts().app.saved);
  }
}

function draftOf({ kinds, bytes, count }: FileTerms): FilesDraft {
  return { kinds, megabytes: String(Math.max(1, Math.floor(bytes / MB))), count: String(count) };
}
