import { readBrandLook } from './brand-look.ts';
import type { BrandLook } from './brand-look.ts';
import { readFileTerms } from './file-terms.ts';
import type { FileTerms } from './file-terms.ts';
import { readHours } from './hours.ts';
import type { Hours } from './hours.ts';
import type { BrandId, ModeratorId, VisitorId } from './ids.ts';
import { readMasks } from './masks.ts';
import { readPreChat } from './pre-chat.ts';
import type { Answers, PreChat } from './pre-chat.ts';
import { compact, RecordReader } from './read-record.ts';

/** A person of the back office, as the live node says it. */
export interface Moderator {
  readonly id: ModeratorId;
  readonly name: string;
  readonly avatar?: string;
  readonly level: 2 | 3;
  readonly active: boolean;
  readonly everyBrand: boolean;
  readonly brands: readonly BrandId[];
  /** Departments this moderator answers for. */
  readonly departments?: readonly string[];
  /** The admins demand a second factor of this role: sessions without one are refused everywhere. */
  readonly needsFactor?: true;
}

/** Reads one stored moderator. Throws `bad-record`. */
export function readModerator(id: ModeratorId, value: unknown): Moderator {
  const record = new RecordReader('moderator', value);
  return compact<Moderator>({
    id,
    name: record.text('name'),
    avatar: record.optionalText('avatar'),
    level: record.number('level') >= 3 ? 3 : 2,
    active: record.flag('active'),
    everyBrand: record.raw('everyBrand') === true,
    brands: record.granted('brands'),
    departments: record.has('departments') ? record.granted('departments') : undefined,
    needsFactor: record.raw('needsFactor') === true ? true : undefined,
  });
}

/** A visitor as the desk sees it. What the page merely says is kept apart: it proves nothing. */
export interface Visitor {
  readonly id: VisitorId;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly selfTold: {
    readonly userId?: string;
    readonly userName?: string;
    readonly attributes?: readonly (readonly [name: string, value: string])[];
  };
  /** Whom the website vouched for, and when it last did; absent for a guest. */
  readonly vouched?: {
    readonly userId: string;
    readonly userName?: string;
    readonly email?: string;
    readonly at: number;
  };
  readonly page?: { readonly url: string; readonly title: string; readonly at: number };
  readonly browser?: string;
  /** What the visitor wrote into the form before the chat, by field. Self-told. */
  readonly answers?: { readonly fields: Answers; readonly consent: boolean; readonly at: number };
  /** Where the visitor wants to be answered. Self-told. */
  readonly contact?: { readonly email: string; readonly locale?: string; readonly at: number };
}

/** Reads one stored visitor. Throws `bad-record`. */
export function readVisitor(id: VisitorId, value: unknown): Visitor {
  const record = new RecordReader('visitor', value);
  const told = record.has('selfTold') ? record.record('selfTold') : null;
  const page = record.has('page') ? record.record('page') : null;
  const vouched = record.has('vouched') ? record.record('vouched') : null;
  const answers = record.has('answers') ? record.record('answers') : null;
  const contact = record.has('contact') ? record.record('contact') : null;
  return compact<Visitor>({
    id,
    createdAt: record.number('createdAt'),
    lastSeenAt: record.number('lastSeenAt'),
    selfTold: compact<Visitor['selfTold']>({
      userId: told?.optionalText('userId'),
      userName: told?.optionalText('userName'),
      attributes: told?.has('attributes') === true ? told.texts('attributes') : undefined,
    }),
    vouched: vouched
      ? compact<NonNullable<Visitor['vouched']>>({
          userId: vouched.text('userId'),
          userName: vouched.optionalText('userName'),
          email: vouched.optionalText('email'),
          at: vouched.number('at'),
        })
      : undefined,
    page: page ? { url: page.text('url'), title: page.text('title'), at: page.number('at') } : undefined,
    browser: record.optionalText('browser'),
    answers: answers
      ? {
          fields: answers.textsOf(/^f\d$/),
          consent: answers.raw('consent') === true,
          at: answers.number('at'),
        }
      : undefined,
    contact: contact
      ? compact<NonNullable<Visitor['contact']>>({
          email: contact.text('email'),
          locale: contact.optionalText('locale'),
          at: contact.number('at'),
        })
      : undefined,
  });
}

/** What the widget may know of a brand. */
export interface BrandProfile {
  readonly id: BrandId;
  readonly name: string;
  /** The brand's colour as `#rrggbb`. */
  readonly color: string;
  readonly welcome: string;
  /** The kill switch: false refuses every visitor's act at once. */
  readonly live: boolean;
  /** When somebody answers; absent where that is not said. */
  readonly hours?: Hours;
  /** What is asked before the first message. */
  readonly preChat?: PreChat;
  /** Whether anybody is at the desk, and since when that is so; absent until somebody was. */
  readonly staffed?: { readonly on: boolean; readonly at: number };
  /** What the brand says first, as it is stored: see `readTriggers`. */
  readonly triggers: string;
  /** Patterns of what is masked before it leaves the browser. */
  readonly masks: readonly string[];
  /** What visitors may attach. */
  readonly files: FileTerms;
  /** How its chat looks. */
  readonly look: BrandLook;
}

/** Reads one stored brand profile. Throws `bad-record`. */
export function readBrandProfile(id: BrandId, value: unknown): BrandProfile {
  const record = new RecordReader('brand profile', value);
  const hours = record.optionalText('hours') ?? '';
  const forms = record.optionalText('forms') ?? '';
  const staffed = record.has('staffed') ? record.record('staffed') : null;
  return compact<BrandProfile>({
    id,
    name: record.text('name'),
    color: record.text('color'),
    welcome: record.text('welcome'),
    live: record.flag('live'),
    hours: hours === '' ? undefined : readHours(hours),
    preChat: forms === '' ? undefined : readPreChat(forms),
    staffed: staffed ? { on: staffed.flag('on'), at: staffed.number('at') } : undefined,
    triggers: record.optionalText('triggers') ?? '',
    masks: readMasks(record.raw('masks')),
    files: readFileTerms(record.raw('files')),
    look: readBrandLook(record.optionalText('look') ?? ''),
  });
}

/** A conversation among moderators. */
export interface TeamRoom {
  readonly id: string;
  readonly members: readonly ModeratorId[];
  readonly createdAt: number;
  readonly at: number;
}

/** Reads one stored team room. Throws `bad-record`. */
export function readTeamRoom(id: string, value: unknown): TeamRoom {
  const record = new RecordReader('team room', value);
  return {
    id,
    members: record.granted('members'),
    createdAt: record.number('createdAt'),
    at: record.number('at'),
  };
}
