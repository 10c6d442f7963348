/** Why a command of the website's script could not be carried out. */
export type WidgetErrorCode =
  'unknown-command' | 'bad-argument' | 'no-brand' | 'not-supported' | 'destroyed' | 'kept-back';

const messages: Record<WidgetErrorCode, string> = {
  'unknown-command': 'there is no such command',
  'bad-argument': 'the arguments are not what this command takes',
  'no-brand': 'the script tag has no usable data-brand',
  'not-supported': 'this browser lacks constructable style sheets or shadow roots',
  'kept-back': 'a listener of beforeSend has kept the text back',
  destroyed: 'the widget was taken off the page',
};

/** The one error class of the widget; a website's script sees it as the reason of a rejected promise. */
export class WidgetError extends Error {
  override readonly name = 'FoyerError';
  readonly code: WidgetErrorCode;

  constructor(code: WidgetErrorCode, detail?: string) {
    super(`Foyer: ${messages[code]}${detail === undefined ? '' : ` (${detail})`}`);
    this.code = code;
  }
}
