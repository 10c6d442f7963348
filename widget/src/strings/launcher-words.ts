/** The few words the launcher needs before the chat's own file half runs. */
export interface LauncherWords {
  readonly open: string;
  readonly close: string;
  /** `{count}` is the number of unread messages. */
  readonly unread: string;
}
