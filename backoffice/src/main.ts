import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { ReportError } from './app/core/report-error';

bootstrapApplication(App, appConfig).catch((cause: unknown) => new ReportError().handleError(cause));
