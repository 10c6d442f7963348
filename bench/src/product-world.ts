import { paths, sendUpdate, type Update } from '@foyer/shared-core/model';
import type { BrandId, MessageId, RoomId, VisitorId } from '@foyer/shared-core/model';

const BRAND = 'acme' as BrandId;
const LONG_MS = 86_400_000;
const TEXT = 'Hello, where is my order number 12345? I have been waiting for a while.';

/** One visitor of the shop, who has an open room. */
export interface BenchVisitor {
  readonly id: VisitorId;
  readonly room: RoomId;
  /** What the visitor's sign-in token says. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly roomPath: string;
  readonly messagesPath: string;
}

export function visitorOf(index: number): BenchVisitor {
  const id = `g_visitor${index}` as VisitorId;
  const room = `room${index}` as RoomId;
  return {
    id,
    room,
    claims: { id, role: 'client', level: 1, brand: BRAND, sid: `session${index}`, isAnonymous: true },
    roomPath: paths.room(BRAND, room),
    messagesPath: paths.roomMessages(BRAND, room),
  };
}

/** The update by which a visitor sends the message of that number. */
export function sendOf(visitor: BenchVisitor, number: number): Update {
  const id = `-Obench${String(number).padStart(13, '0')}` as MessageId;
  return sendUpdate(
    { brand: BRAND, room: visitor.room },
    id,
    { id: visitor.id, role: 'client' },
    { kind: 'text', text: TEXT },
  );
}

/** A database in which these visitors may send: a live brand, their sessions, and open rooms with one message each. */
export function worldOf(visitors: number): object {
  const at = Date.now() - LONG_MS;
  const world: Tree = {};
  put(world, paths.profile(BRAND), { name: 'Acme', color: '#112233', live: true });
  for (let index = 0; index < visitors; index++) {
    const visitor = visitorOf(index);
    const first = { by: visitor.id, role: 'client', kind: 'text', text: TEXT, at };
    put(world, paths.session(String(visitor.claims['sid'])), {
      ...{ id: visitor.id, role: 'client', brand: BRAND },
      until: Date.now() + LONG_MS,
    });
    put(world, visitor.roomPath, {
      ...{ visitorId: visitor.id, createdAt: at, openAt: at, messageCount: 1 },
      lastMessage: { ...first, id: 'first' },
    });
    put(world, `${visitor.messagesPath}/first`, first);
    put(world, paths.userRoom(BRAND, visitor.id, visitor.room), { createdAt: at });
  }
  return world;
}

interface Tree {
  [key: string]: unknown;
}

function put(tree: Tree, path: string, value: unknown): void {
  const keys = path.split('/');
  const last = keys.pop() ?? '';
  let node = tree;
  for (const key of keys) node = (node[key] ??= {}) as Tree;
  node[last] = value;
}
