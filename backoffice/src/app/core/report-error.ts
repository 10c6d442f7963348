import type { ErrorHandler } from '@angular/core';

/** Where every error ends that nobody handled: the browser's console, the desk's only log. */
export class ReportError implements ErrorHandler {
  handleError(cause: unknown): void {
    // eslint-disable-next-line no-console -- the one log of this package
    console.error('[desk]', cause);
  }
}
