import type { triggersEn } from './triggers-en';

export const triggersDe: typeof triggersEn = {
  triggers: {
    title: 'Zuerst gesagt',
    heading: 'Nachrichten neben dem Chat-Knopf',
    lead: 'Wer den Chat nicht geöffnet hat, kann angesprochen werden. Seiten fragen nach diesen Nachrichten, wenn data-prefetch="true" in ihrem Tag steht; die Zeile für Ihre Website enthält es dann. Eine Änderung kommt binnen einer Minute an.',
    message: (at: number) => `Nachricht ${at}`,
    text: 'Was sie sagt',
    after: 'Nach so vielen Sekunden',
    url: 'Wo die Adresse enthält',
    urlHint: 'Leer: auf jeder Seite.',
    once: 'Nicht wieder nach einer Reaktion',
    onceFor: { session: 'in diesem Besuch', visitor: 'überhaupt' },
    add: 'Nachricht hinzufügen',
    remove: (name: string) => `${name} entfernen`,
    wrong: (name: string, longest: number, most: number) =>
      `${name} braucht einen Text von höchstens ${longest} Zeichen und eine ganze Zahl von Sekunden von 0 bis ${most}.`,
  },
};
