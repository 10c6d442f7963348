import { NOTHING, type Protocol } from './connection.ts';

const LIST = '/messages/room';

interface Data {
  readonly r?: number;
  readonly b: { readonly p?: string; readonly d?: unknown };
}

function request(number: number, action: string, body: object): string {
  return JSON.stringify({ t: 'd', d: { r: number, a: action, b: body } });
}

export interface DatabaseUse {
  /** What listeners select of the list; all of it without. */
  readonly query?: { readonly q: object; readonly t: number };
  /** How many messages the list keeps, each new one in the place of the oldest; all of them without. */
  readonly kept?: number;
}

/** The Realtime Database's own; every message is a child of one list. */
export function databaseProtocol({ query, kept = Infinity }: DatabaseUse = {}): Protocol {
  return {
    url: (port) => `ws://127.0.0.1:${port}/.ws?v=5`,
    greeting: { frame: request(0, 's', { c: {} }), answer: '{"t":"d"' },
    join: (number) => request(number, 'q', { p: LIST, h: '', ...query }),
    send(number, message) {
      const key = `k${String(kept === Infinity ? number : number % kept).padStart(9, '0')}`;
      return request(number, 'p', { p: `${LIST}/${key}`, d: message });
    },
    read(frame) {
      const { t, d } = JSON.parse(frame) as { t: string; d: Data };
      if (t !== 'd') return NOTHING;
      if (d.r !== undefined) return { kind: 'acknowledged', number: d.r };
      const at = timeOf(d.b.d);
      return at === undefined ? NOTHING : { kind: 'message', at };
    },
  };
}

/** When the message in a push was sent: it is the data, or one of the rows, beside one that left the window. */
function timeOf(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('at' in data) return data.at as number;
  for (const row of Object.values(data) as unknown[]) {
    if (typeof row === 'object' && row !== null && 'at' in row) return row.at as number;
  }
  return undefined;
}
