import { inject } from '@angular/core';
import type { ResolveFn, Routes } from '@angular/router';
import { Language } from './core/language';
import { requireAdmin, requireSession } from './session/require-session';
import type { Strings } from './strings/en';

/** A page's title in the language in use. */
function titled(choose: (texts: Strings) => string): ResolveFn<string> {
  return () => choose(inject(Language).texts());
}

export const routes: Routes = [
  {
    path: 'sign-in',
    title: titled((texts) => texts.signIn.title),
    loadComponent: () => import('./session/sign-in').then((file) => file.SignIn),
  },
  {
    path: '',
    canActivate: [requireSession],
    loadComponent: () => import('./frame/frame').then((file) => file.Frame),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'inbox' },
      {
        path: 'inbox',
        title: titled((texts) => texts.inbox.title),
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
        title: titled((texts) => texts.team.title),
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
        title: titled((texts) => texts.search.title),
        loadComponent: () => import('./search/search').then((file) => file.Search),
      },
      {
        path: 'reports',
        title: titled((texts) => texts.reports.title),
        loadComponent: () => import('./reports/reports').then((file) => file.Reports),
      },
      {
        path: 'operators',
        canActivate: [requireAdmin],
        title: titled((texts) => texts.operators.title),
        loadComponent: () => import('./operators/operators').then((file) => file.Operators),
      },
      {
        path: 'brands',
        canActivate: [requireAdmin],
        title: titled((texts) => texts.brands.title),
        loadComponent: () => import('./brands/brands').then((file) => file.Brands),
      },
      {
        path: '**',
        title: titled((texts) => texts.app.notFound),
        loadComponent: () => import('./frame/not-found').then((file) => file.NotFound),
      },
    ],
  },
];
