import { callFunction } from '../call-function.ts';
import type { ConnectionState } from '../connection-state.ts';
import { always, derive, follow } from '../derive.ts';
import { live } from '../live.ts';
import { liveOwnWords } from '../live-own-words.ts';
import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import type { ModeratorSignedIn } from '../model/calls/sign-in-calls.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import type { BrandId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { storedOwnWords } from '../model/own-words.ts';
import type { OwnWords } from '../model/own-words.ts';
import { paths } from '../model/paths.ts';
import { readBrandProfile } from '../model/people.ts';
import type { BrandProfile } from '../model/people.ts';
import { openOutbox } from '../outbox/outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { openOutboxStorage } from '../outbox/outbox-storage.ts';
import { createPacer } from '../outbox/pacer.ts';
import type { Connection, DeskPorts } from '../ports.ts';
import { holdLease } from '../presence/lease.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import { watchConnection } from '../watch-connection.ts';
import { liveColleagues } from './colleagues.ts';
import type { Colleague, Desk, DeskOptions, Me, ProfileChange, RoomRow } from './desk.ts';
import { createDeskCourier } from './desk-courier.ts';
import { openDeskLink } from './desk-link.ts';
import type { DeskLink } from './desk-link.ts';
import { createDeskSignIn } from './desk-sign-in.ts';
import { openConversation } from './open-conversation.ts';
import type { ConversationContext } from './open-conversation.ts';
import { openTeamConversation } from './open-team-conversation.ts';
import { liveRoomList } from './room-list.ts';

const CONFIG_KEY = 'foyer:desk';
const RETRY_MS = 5000;
/** So long signing out waits for the server to end the session; the rest is local. */
const LOGOUT_WAIT_MS = 3000;

interface Active {
  readonly link: DeskLink;
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly context: ConversationContext;
  readonly rooms: Readable<readonly RoomRow[] | undefined>;
  readonly colleagues: Readable<readonly Colleague[]>;
  readonly profiles: Map<BrandId, Readable<BrandProfile | null>>;
  stop(): void;
}

/** A moderator's side of Foyer. Does nothing until `restore` or `signIn`. */
export function createDesk(options: DeskOptions, ports: DeskPorts): Desk {
  const { platform } = ports;
  const connectionState = createStore<ConnectionState>('idle');
  const ended = createStore<CoreErrorCode | null>(null);
  const active = createStore<Active | null>(null);
  /** Undefined while it is being found out whether somebody is signed in. */
  const signedIn = createStore<boolean | undefined>(undefined);
  let isSigningOut = false;

  function activate(connection: Connection): void {
    const link = openDeskLink(platform, connection);
    const { database, claims } = link;
    const pacer = createPacer(platform, limits.messageIntervalMs);
    const outbox = openOutbox({
      platform,
      pacer,
      storage: openOutboxStorage(platform.storage, `desk:${claims.id}`),
      courier: createDeskCourier(link),
    });
    const stops = [
      watchConnection(platform, database.connected, (state) => connectionState.set(state)),
      holdLease(platform, database, paths.deskPresence(claims.id)),
      // Signing out ends the session on the server first: that is no news then.
      link.ended.subscribe((reason) => reason !== null && void end(isSigningOut ? null : reason)),
    ];
    const brands = derive([link.me], (me) => me?.brands);
    active.set({
      link,
      connection,
      outbox,
      context: { platform, link, outbox, pacer },
      rooms: liveRoomList({ platform, database, me: claims.id, brands }),
      colleagues: liveColleagues(platform, database),
      profiles: new Map(),
      stop() {
        outbox.close();
        for (const stop of stops) stop();
      },
    });
    ended.set(null);
    signedIn.set(true);
  }

  /** Forgets the sign-in here; `reason` is null when the moderator wished it. */
  async function end(reason: CoreErrorCode | null): Promise<void> {
    const now = active.get();
    if (!now) return;
    active.set(null);
    platform.storage?.remove(CONFIG_KEY);
    ended.set(reason);
    signedIn.set(false);
    // The lease is given up before the sign-in that allows it.
    now.stop();
    await now.connection.auth.signOut().catch(() => undefined);
    await now.link.close();
  }

  async function restoreFrom(config: FirebaseConfig): Promise<void> {
    const connection = ports.connect({ config });
    for (;;) {
      try {
        if (await connection.auth.restore()) {
          activate(connection);
          return;
        }
        break;
      } catch (cause) {
        if (!isCoreError(cause, 'offline')) break;
        await new Promise<void>((resolve) => platform.setTimeout(resolve, RETRY_MS));
      }
    }
    await connection.close();
    signedIn.set(false);
  }

  async function enter({ token, firebaseConfig }: ModeratorSignedIn): Promise<void> {
    await end(null);
    const connection = ports.connect({ config: firebaseConfig });
    try {
      await connection.auth.signIn(token);
      activate(connection);
    } catch (cause) {
      await connection.close();
      throw cause;
    }
    platform.storage?.set(CONFIG_KEY, JSON.stringify(firebaseConfig));
  }

  function present(): Active {
    const now = active.get();
    if (!now) throw new CoreError('not-signed-in');
    return now;
  }

  function liveProfile(now: Active, brand: BrandId): Readable<BrandProfile | null> {
    let profile = now.profiles.get(brand);
    if (!profile) {
      profile = live<BrandProfile | null>({
        platform,
        database: now.link.database,
        query: { path: paths.profile(brand) },
        initial: null,
        read: (stored) => (stored === null ? null : readBrandProfile(brand, stored)),
      });
      now.profiles.set(brand, profile);
    }
    return profile;
  }

  const unknown = always<Me | null | undefined>(undefined);
  const nobody = always<Me | null | undefined>(null);
  const noRooms = always<readonly RoomRow[] | undefined>(undefined);
  const noColleagues = always<readonly Colleague[]>([]);
  const noProfile = always<BrandProfile | null>(null);
  const noWords = always<OwnWords | null>(null);
  const profiles = new Map<BrandId, Readable<BrandProfile | null>>();

  return {
    ...createDeskSignIn({
      call: (name, request) => callFunction(platform, `${options.origin}/api/${name}`, request),
      open: enter,
    }),
    connection: connectionState,
    ended,
    me: follow(
      derive([active, signedIn], (now, known) => ({ now, known })),
      ({ now, known }): Readable<Me | null | undefined> =>
        now?.link.me ?? (known === undefined ? unknown : nobody),
    ),
    async restore() {
      const config = readConfig(platform.storage?.get(CONFIG_KEY) ?? null);
      if (config) await restoreFrom(config);
      else signedIn.set(false);
    },
    async signOut() {
      const now = active.get();
      if (!now) return;
      isSigningOut = true;
      await Promise.race([
        now.link.calls.call('logout', {}).catch(() => undefined),
        new Promise<void>((resolve) => platform.setTimeout(resolve, LOGOUT_WAIT_MS)),
      ]);
      await end(null);
      isSigningOut = false;
    },
    rooms: follow(active, (now) => now?.rooms ?? noRooms),
    conversation: (brand, room) => openConversation(present().context, brand, room),
    profile(brand) {
      let profile = profiles.get(brand);
      if (!profile) {
        profile = follow(active, (now) => (now ? liveProfile(now, brand) : noProfile));
        profiles.set(brand, profile);
      }
      return profile;
    },
    async saveProfile(brand, change) {
      const path = paths.profile(brand);
      await present().link.database.update(
        Object.fromEntries(
          Object.entries(asStored(change)).map(([field, value]) => [`${path}/${field}`, value]),
        ),
      );
    },
    ownWords: (brand, language) =>
      follow(active, (now) => (now ? liveOwnWords(platform, now.link.database, brand, language) : noWords)),
    async saveOwnWords(brand, language, words) {
      await present().link.database.update({ [paths.words(brand, language)]: storedOwnWords(words) });
    },
    colleagues: follow(active, (now) => now?.colleagues ?? noColleagues),
    teamConversation: (colleague) => openTeamConversation(present().context, colleague),
    call: async (name, request) => present().link.calls.call(name, request),
    dispose() {
      const now = active.get();
      active.set(null);
      now?.stop();
      void now?.link.close();
    },
  };
}

/** As the readers of the profile find it: a pattern a line, the others are JSON in one text each, and an empty one is none. */
function asStored({
  hours,
  preChat,
  masks,
  files,
  look,
  ...plain
}: ProfileChange): Readonly<Record<string, unknown>> {
  return {
    ...plain,
    ...(files === undefined ? {} : { files: JSON.stringify(files) }),
    ...(look === undefined ? {} : { look: JSON.stringify(look) }),
    ...(masks === undefined ? {} : { masks: masks.join('\n') }),
    ...(hours === undefined ? {} : { hours: hours ? JSON.stringify(hours) : '' }),
    ...(preChat === undefined ? {} : { forms: preChat ? JSON.stringify({ preChat }) : '' }),
  };
}

function readConfig(stored: string | null): FirebaseConfig | null {
  try {
    const config: unknown = JSON.parse(stored ?? 'null');
    return typeof config === 'object' && config !== null && 'apiKey' in config
      ? (config as FirebaseConfig)
      : null;
  } catch {
    return null;
  }
}
