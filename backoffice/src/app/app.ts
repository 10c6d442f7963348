import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { AccessEnded } from './session/access-ended';
import { Session } from './session/session';

/** The whole desk: its pages while access lasts, and one sentence once it has ended. */
@Component({
  selector: 'fy-root',
  imports: [AccessEnded, RouterOutlet],
  template: `
    @if (session.ended(); as code) {
      <fy-access-ended [code]="code" />
    } @else {
      <router-outlet />
    }
  `,
  styles: `
    :host {
      display: block;
      block-size: 100%;
    }
  `,
})
export class App {
  protected readonly session = inject(Session);
}
