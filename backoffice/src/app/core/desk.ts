import { InjectionToken } from '@angular/core';
import { createDesk, createDeskPorts, createWebPlatform, type Desk } from '@foyer/shared-core';

/** The desk of shared-core: all that this application knows of the outside world. */
export const DESK = new InjectionToken<Desk>('desk', {
  factory: () => createDesk({ origin: location.origin }, createDeskPorts(createWebPlatform(window))),
});
