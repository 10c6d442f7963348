import type { Language } from '@foyer/shared-core/model';

/** The few words the launcher needs before the chat's own file half runs. */
export interface LauncherWords {
  readonly open: string;
  readonly close: string;
  /** `{count}` is the number of unread messages. */
  readonly unread: string;
  /** Sends a message beside the launcher away. */
  readonly dismiss: string;
}

function words(open: string, close: string, unread: string, dismiss: string): LauncherWords {
  return { open, close, unread: `${unread}: {count}`, dismiss };
}

/** All languages in the file itself: the launcher asks the network for nothing. */
export const launcherWords: Readonly<Record<Language, LauncherWords>> = {
  en: words('Open chat', 'Close chat', 'Unread messages', 'Dismiss'),
  de: words('Chat öffnen', 'Chat schließen', 'Ungelesene Nachrichten', 'Ausblenden'),
  fr: words('Ouvrir le chat', 'Fermer le chat', 'Messages non lus', 'Masquer'),
  es: words('Abrir el chat', 'Cerrar el chat', 'Mensajes sin leer', 'Descartar'),
  pt: words('Abrir o chat', 'Fechar o chat', 'Mensagens não lidas', 'Dispensar'),
  uk: words('Відкрити чат', 'Закрити чат', 'Непрочитані повідомлення', 'Сховати'),
  pl: words('Otwórz czat', 'Zamknij czat', 'Nieprzeczytane wiadomości', 'Ukryj'),
  ar: words('فتح المحادثة', 'إغلاق المحادثة', 'رسائل غير مقروءة', 'إخفاء'),
  he: words('פתיחת הצ׳אט', 'סגירת הצ׳אט', 'הודעות שלא נקראו', 'הסתרה'),
  ja: words('チャットを開く', 'チャットを閉じる', '未読メッセージ', '非表示'),
};
