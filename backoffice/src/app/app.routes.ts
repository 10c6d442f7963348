import type { Routes } from '@angular/router';
import type { PageTitle } from './frame/desk-title';
import { requireAdmin, requireSession } from './session/require-session';

/** A page's title: chosen when it is shown, so that it follows a change of the language. */
function titled(title: PageTitle): { readonly title: PageTitle } {
  return { title };
}

export const routes: Routes = [
  {
    path: 'sign-in',
    data: titled((texts) => texts.signIn.title),
    loadComponent: () => import('./session/sign-in').then((file) => file.SignIn),
  },
  {
    path: 'sign-in/callback',
    data: titled((texts) => texts.signIn.title),
    loadComponent: () => import('./session/sign-in').then((file) => file.SignIn),
  },
  {
    path: 'password',
    data: titled((texts) => texts.password.title),
    loadComponent: () => import('./session/password-page').then((file) => file.PasswordPage),
  },
  {
    path: '',
    canActivate: [requireSession],
    loadComponent: () => import('./frame/frame').then((file) => file.Frame),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'inbox' },
      {
        path: 'inbox',
        data: titled((texts) => texts.inbox.title),
        loadComponent: () => import('./inbox/inbox').then((file) => file.Inbox),
        children: [
          {
            path: ':brand/:room',
            loadComponent: () => import('./conversation/conversation').then((file) => file.ConversationPage),
          },
        ],
      },
      {
        path: 'team',
        data: titled((texts) => texts.team.title),
        loadComponent: () => import('./team/team').then((file) => file.Team),
        children: [
          {
            path: ':colleague',
            loadComponent: () => import('./team/team-chat').then((file) => file.TeamChat),
          },
        ],
      },
      {
        path: 'search',
        data: titled((texts) => texts.search.title),
        loadComponent: () => import('./search/search').then((file) => file.Search),
      },
      {
        path: 'reports',
        data: titled((texts) => texts.reports.title),
        loadComponent: () => import('./reports/reports').then((file) => file.Reports),
      },
      {
        path: 'account',
        data: titled((texts) => texts.account.title),
        loadComponent: () => import('./account/account').then((file) => file.Account),
      },
      {
        path: 'operators',
        canActivate: [requireAdmin],
        data: titled((texts) => texts.operators.title),
        loadComponent: () => import('./operators/operators').then((file) => file.Operators),
      },
      {
        path: 'brands',
        canActivate: [requireAdmin],
        data: titled((texts) => texts.brands.title),
        loadComponent: () => import('./brands/brands').then((file) => file.Brands),
      },
      {
        path: 'audit',
        canActivate: [requireAdmin],
        data: titled((texts) => texts.audit.title),
        loadComponent: () => import('./audit/audit').then((file) => file.Audit),
      },
      {
        path: '**',
        data: titled((texts) => texts.app.notFound),
        loadComponent: () => import('./frame/not-found').then((file) => file.NotFound),
      },
    ],
  },
];
