import { Component, inject, signal } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Language } from './core/language';
import { AccessEnded } from './session/access-ended';
import { Session } from './session/session';
import { Logo } from './ui/logo';

/** The whole desk: its pages while access lasts, and one sentence once it has ended. */
@Component({
  selector: 'fy-root',
  imports: [AccessEnded, Logo, RouterOutlet],
  template: `
    @if (session.ended(); as code) {
      <fy-access-ended [code]="code" />
    } @else {
      @if (!isShown()) {
        <div class="splash" role="status" [attr.aria-label]="texts().app.loading">
          <fy-logo [size]="56" />
        </div>
      }
      <router-outlet (activate)="isShown.set(true)" />
    }
  `,
  styles: `
    :host {
      display: block;
      block-size: 100%;
    }
    .splash {
      display: grid;
      place-items: center;
      block-size: 100dvh;
      animation: appear 300ms 400ms backwards;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class App {
  protected readonly session = inject(Session);
  protected readonly texts = inject(Language).texts;
  /** Whether the first page stands: until then it is being found out who is here. */
  protected readonly isShown = signal(false);
}
