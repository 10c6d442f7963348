import { Service, inject } from '@angular/core';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { isCoreError } from '@foyer/shared-core';
import { firstValueFrom } from 'rxjs';
import { ReauthenticationDialog } from './reauthentication-dialog';

/** The person did not confirm who they are; the act did not happen. */
export class NotConfirmed extends Error {
  override readonly name = 'NotConfirmed';
}

/** Dangerous actions: each asks who is at the desk when that was proven too long ago, and then goes on by itself. */
@Service()
export class Reauthentication {
  readonly #dialog = inject(MatDialog);

  /**
   * Runs an act; where it is answered `reauthentication-required`, asks for a proof and runs it again. Throws
   * `NotConfirmed` when the dialog was closed: nothing has happened then, and nothing is to be said.
   */
  async confirmed<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (cause) {
      if (!isCoreError(cause, 'reauthentication-required')) throw cause;
    }
    const config = Object.assign(new MatDialogConfig(), { width: '420px', autoFocus: 'input' });
    const dialog = this.#dialog.open<ReauthenticationDialog, unknown, boolean>(
      ReauthenticationDialog,
      config,
    );
    const isConfirmed = await firstValueFrom(dialog.afterClosed(), { defaultValue: false });
    if (isConfirmed !== true) throw new NotConfirmed();
    return act();
  }
}
