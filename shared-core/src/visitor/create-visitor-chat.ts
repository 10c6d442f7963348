import type { ConnectionState } from '../connection-state.ts';
import { fileDraft, textDraft } from '../conversation/check-draft.ts';
import { always, derive, follow } from '../derive.ts';
import type { VisitorSignedIn } from '../model/calls/visitor-calls.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { VisitorId } from '../model/ids.ts';
import { isOpen } from '../model/room.ts';
import { maskCards } from '../model/mask-cards.ts';
import type { Draft } from '../outbox/outbox-entry.ts';
import { moveOutbox } from '../outbox/outbox-storage.ts';
import type { UploadFile } from '../platform.ts';
import type { VisitorPorts } from '../ports.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import type { VisitorChat, VisitorChatOptions } from './visitor-chat.ts';
import { openVisitorLink } from './visitor-link.ts';
import { createVisitorSession } from './visitor-session.ts';
import { createEarlyMessages } from './early-messages.ts';
import { createFarewell } from './farewell.ts';
import { createKeptTexts } from './kept-texts.ts';
import { createPageReports } from './page-reports.ts';
import { collectOwnData, eraseOwnData } from './own-data.ts';
import { goLiveAs } from './present-visitor.ts';
import type { PresentVisitor } from './present-visitor.ts';
import { createRoomTeller } from './room-teller.ts';
import { namesSomebody } from './visitor-identity.ts';
import type { IdentityState } from './visitor-identity.ts';
import { createVouchingTimer } from './vouching-timer.ts';

/** Whoever logs out is gone here at once; the server has this long to hear of it, in milliseconds. */
const LOGOUT_PATIENCE_MS = 3_000;

/** A visitor's chat with one brand. Does nothing until `start`. */
export function createVisitorChat(options: VisitorChatOptions, ports: VisitorPorts): VisitorChat {
  const { brand } = options;
  const { platform } = ports;
  const session = createVisitorSession(platform, options.origin, brand);
  const connection = createStore<ConnectionState>('idle');
  const startProblem = createStore<CoreError | null>(null);
  const active = createStore<PresentVisitor | null>(null);
  let identity = options.identity ?? {};
  const early = createEarlyMessages(platform, brand, () => session.isOwnGuest(identity));
  const teller = createRoomTeller(platform, brand);
  const identityState = createStore<IdentityState>('guest');
  const vouchingTimer = createVouchingTimer(
    platform,
    async () => become(await session.signIn(identity)),
    (cause) => {
      identityState.set('expired');
      vouchingProblem.set(cause);
    },
    options.wordEnding,
  );
  const vouchingProblem = createStore<CoreError | null>(null);
  const kept = createKeptTexts(
    platform,
    brand,
    shown(({ conversation }) => conversation.draftPlace, undefined),
  );
  const farewell = createFarewell(platform, brand, () => {
    const wasHere = active.get() !== null;
    leave();
    // What the other tab has wiped is not to be read here, either.
    session.forgetHere();
    teller.forget();
    kept.forget();
    identityState.set('guest');
    if (wasHere) startProblem.set(new CoreError('session-ended'));
  });
  const pageReports = createPageReports(platform, brand, () => active.get()?.link);
  let starting: Promise<void> | undefined;
  let isDisposed = false;

  async function open(): Promise<void> {
    connection.set('connecting');
    try {
      await become(await session.signIn(identity));
    } catch (cause) {
      connection.set('idle');
      const problem = isCoreError(cause) ? cause : new CoreError('failed', undefined, { cause });
      if (problem.code === 'vouching-refused') identityState.set('expired');
      startProblem.set(problem);
      throw problem;
    }
  }

  /** Goes live as whoever has just signed in; whoever was here before is gone. */
  async function become(first: VisitorSignedIn): Promise<void> {
    if (disposed()) return;
    const before = active.get();
    if (before && first.id === before.link.visitorId) {
      await before.link.adopt(first);
      standAs(first);
      return;
    }
    if (before && first.mergedFrom === before.link.visitorId)
      moveOutbox(platform.storage, outboxOf(first.mergedFrom), outboxOf(first.id));
    const link = await openVisitorLink(ports, session, { first, identity: () => identity });
    before?.close();
    if (disposed()) {
      link.close();
      return;
    }
    startProblem.set(null);
    early.moveTo(outboxOf(first.id));
    vouchingProblem.set(null);
    const now = goLiveAs(link, {
      ...{ platform, brand, teller, unvouched: vouchingProblem },
      wishes: () => ({ department: kept.department.get(), asksFor: kept.operator.get() }),
      tellConnection: (state) => connection.set(state),
    });
    active.set(now);
    early.addTo(now.conversation.outbox);
    standAs(first);
    pageReports.begin();
  }

  function standAs({ vouched, vouchedUntil }: VisitorSignedIn): void {
    identityState.set(vouched ? 'verified' : namesSomebody(identity) ? 'unverified' : 'guest');
    // Only who can be asked again is asked; without that the session ends when the server says so.
    const endsAt = vouched && identity.getToken !== undefined ? vouchedUntil : undefined;
    const now = active.get()?.link.database.serverNow() ?? platform.now();
    vouchingTimer.endsIn(endsAt === undefined ? undefined : endsAt - now);
  }

  function outboxOf(visitor: VisitorId): string {
    return `${brand}:${visitor}`;
  }

  function close(): void {
    vouchingTimer.stop();
    active.get()?.close();
    active.set(null);
  }

  /** The session is over; `start` begins another one. */
  function leave(): void {
    close();
    connection.set('idle');
    starting = undefined;
  }

  /** An await lies between this and the last look, so the compiler must not remember it. */
  function disposed(): boolean {
    return isDisposed;
  }

  function shown<T>(pick: (present: PresentVisitor) => Readable<T>, otherwise: T): Readable<T> {
    const nothing = always(otherwise);
    return follow(active, (present) => (present ? pick(present) : nothing));
  }

  /** Nothing of this brand stays in the browser, whoever it was of. */
  function wipe(visitor: VisitorId | undefined): void {
    session.forget();
    teller.forget();
    kept.forget();
    if (visitor !== undefined) moveOutbox(platform.storage, outboxOf(visitor), null);
    for (const key of platform.storage?.keys(`foyer:outbox:${brand}:`) ?? []) platform.storage?.remove(key);
  }

  /** Whoever starts next is a new guest. */
  function becomeNobody(visitor: VisitorId | undefined): void {
    leave();
    wipe(visitor);
    farewell.say();
    identity = {};
    identityState.set('guest');
  }

  function start(): Promise<void> {
    if (isDisposed) return Promise.reject(new CoreError('not-signed-in', 'the chat is closed'));
    if (isCoreError(active.get()?.link.ended.get(), 'session-ended')) leave();
    starting ??= open().catch((cause: unknown) => {
      starting = undefined;
      throw cause;
    });
    return starting;
  }

  function presentNow(): PresentVisitor {
    const present = active.get();
    if (!present) throw new CoreError('not-signed-in', 'the chat has not started');
    return present;
  }

  function queue(draft: Draft, file?: UploadFile): void {
    const conversation = active.get()?.conversation;
    if (conversation) conversation.outbox.add(conversation.destination(), draft, file);
    else early.add(draft, file);
  }

  function send(text: string): void {
    queue(textDraft(maskCards(text)));
  }

  return {
    connection,
    problem: follow(active, (present) => present?.problem ?? startProblem),
    visitorId: derive([active], (present) => present?.link.visitorId ?? null),
    profile: shown(({ standing }) => standing.profile, null),
    ownWords: (language) => shown((present) => present.ownWords(language), null),
    room: shown(({ conversation }) => conversation.room, null),
    isEarlier: shown<boolean>(({ conversation }) => conversation.isEarlier, false),
    hasOpenRoom: shown<boolean>(({ conversation }) => conversation.hasOpenRoom, false),
    newestRooms: shown(({ conversation }) => conversation.newest, []),
    unreadElsewhere: shown<number>(({ conversation }) => conversation.unreadElsewhere, 0),
    conversations: derive([active], (present) => present?.conversation.all ?? null),
    openConversation: async (id) => presentNow().conversation.choose(id),
    newConversation: () => presentNow().conversation.begin(),
    messages: follow(active, (present) => present?.conversation.messages ?? early.messages),
    hasOlder: shown<boolean>(({ conversation }) => conversation.hasOlder, false),
    operatorTyping: shown<boolean>(({ conversation }) => conversation.operatorTyping, false),
    seenCount: shown<number>(({ conversation }) => conversation.seenCount, 0),
    unread: shown<number>(({ conversation }) => conversation.unread, 0),
    loadOlder: () => active.get()?.conversation.loadOlder() ?? Promise.resolve(),
    hasSession: () => session.hasSecret(),
    ...kept,
    isFirst: shown<boolean | undefined>(({ conversation }) => conversation.isFirst, undefined),
    queue: shown((present) => present.queue, null),
    away: shown(({ standing }) => standing.away, null),
    availability: shown(({ standing }) => standing.availability, null),
    tell: async (told) => presentNow().tell(told),
    tellRoom: (telling) => teller.add(telling),
    start,
    send,
    sender() {
      const conversation = active.get()?.conversation;
      const room = conversation?.room.get();
      return (text) => {
        // Whoever has been merged into somebody else goes on in that one's conversations.
        const isThere = conversation && conversation === active.get()?.conversation;
        if (!isThere || !room || !isOpen(room)) send(text);
        else conversation.outbox.add({ kind: 'room', brand, room: room.id }, textDraft(maskCards(text)));
      };
    },
    sendFile(file) {
      const { standing, conversation } = active.get() ?? {};
      const sent = conversation?.messages
        .get()
        .filter(({ mine, message }) => mine && message.kind === 'file');
      queue(fileDraft(file, standing?.profile.get()?.files, sent?.length), file);
    },
    retry: (id) => active.get()?.conversation.outbox.retry(id),
    discard(id) {
      early.discard(id);
      active.get()?.conversation.outbox.discard(id);
    },
    setTyping: (on) => active.get()?.conversation.setTyping(on),
    markRead: () => active.get()?.conversation.markRead(),
    endRoom: async () => presentNow().conversation.endRoom(),
    rateRoom: async (score, comment) => presentNow().conversation.rateRoom(score, comment),
    reportPage: (page) => pageReports.report(page),
    fileLink: async (message) => presentNow().fileLink(message),
    mailTranscript: async (email, locale) => presentNow().mailTranscript(email, locale),
    identity: identityState,
    async identify(user) {
      const { customAnonymousSession } = identity;
      identity = { ...(customAnonymousSession === undefined ? {} : { customAnonymousSession }), ...user };
      if (!starting) return;
      await starting;
      try {
        await become(await session.signIn(identity));
        vouchingProblem.set(null);
      } catch (cause) {
        if (isCoreError(cause, 'vouching-refused')) identityState.set('expired');
        throw cause;
      }
    },
    async logout() {
      // A session of an earlier page load is taken up once more: without it the server could not be told.
      if (!starting && session.hasSecret()) await start().catch(() => undefined);
      const link = active.get()?.link;
      if (link) {
        await Promise.race([
          link.leave((calls) => calls.call('logout', {})).catch(() => undefined),
          new Promise<void>((resolve) => platform.setTimeout(resolve, LOGOUT_PATIENCE_MS)),
        ]);
      }
      becomeNobody(link?.visitorId);
    },
    ownData: async (goOn) => collectOwnData(presentNow().link.calls, goOn),
    async erase() {
      const { link } = presentNow();
      await eraseOwnData(link, await session.resume(identity, link.visitorId));
      becomeNobody(active.get()?.link.visitorId);
    },
    forget: () => wipe(active.get()?.link.visitorId),
    dispose() {
      isDisposed = true;
      farewell.stop();
      close();
    },
  };
}
