import type { ConnectionState } from '../connection-state.ts';
import { derive } from '../derive.ts';
import { CoreError } from '../model/errors.ts';
import type { BrandId } from '../model/ids.ts';
import { paths } from '../model/paths.ts';
import type { RoomWishes } from '../model/updates.ts';
import type { Platform } from '../platform.ts';
import { holdLease } from '../presence/lease.ts';
import type { Readable } from '../store.ts';
import { watchConnection } from '../watch-connection.ts';
import { liveOwnWords } from '../live-own-words.ts';
import { liveQueuePlace } from './queue-place.ts';
import type { RoomTeller } from './room-teller.ts';
import { maskedAnswers, selfToldUpdate } from './self-told.ts';
import type { VisitorChat } from './visitor-chat.ts';
import { openVisitorConversation } from './visitor-conversation.ts';
import type { VisitorConversation } from './visitor-conversation.ts';
import type { VisitorLink } from './visitor-link.ts';
import { liveStanding } from './visitor-standing.ts';
import type { VisitorStanding } from './visitor-standing.ts';

/** Everything of a chat that is there only while somebody is signed in. */
export interface PresentVisitor extends Pick<
  VisitorChat,
  'tell' | 'fileLink' | 'mailTranscript' | 'queue' | 'ownWords'
> {
  readonly link: VisitorLink;
  readonly standing: VisitorStanding;
  readonly problem: Readable<CoreError | null>;
  readonly conversation: VisitorConversation;
  close(): void;
}

interface Around {
  readonly platform: Platform;
  readonly brand: BrandId;
  readonly teller: RoomTeller;
  /** Why the website's word is not taken any more. */
  readonly unvouched: Readable<CoreError | null>;
  readonly wishes: () => RoomWishes;
  readonly tellConnection: (state: ConnectionState) => void;
}

/** Goes live as the visitor of a link, until `close`, which closes the link, too. */
export function goLiveAs(link: VisitorLink, around: Around): PresentVisitor {
  const { platform, brand, teller, unvouched, wishes, tellConnection } = around;
  const { database, visitorId } = link;
  const standing = liveStanding(platform, database, brand, visitorId);
  const problem = derive(
    [link.ended, standing.problem, unvouched],
    (ended, against, unproven) => against ?? ended ?? unproven,
  );
  const stops = [
    watchConnection(platform, database.connected, tellConnection),
    problem.subscribe(() => undefined),
    standing.profile.subscribe(() => undefined),
    standing.masks.subscribe(() => undefined),
    holdLease(platform, database, paths.presence(brand, visitorId)),
  ];
  const conversation = openVisitorConversation(platform, link, brand, {
    hindrance: problem,
    masks: standing.masks,
    wishes,
  });
  stops.push(teller.follow(database, conversation.room));

  function roomNow(): string {
    const room = conversation.room.get();
    if (!room) throw new CoreError('not-found');
    return room.id;
  }

  return {
    ...{ link, standing, problem, conversation },
    ownWords: (language) => liveOwnWords(platform, database, brand, language),
    queue: liveQueuePlace(platform, database, brand, conversation.room),
    async tell(told) {
      const masked = maskedAnswers(told, standing.profile.get());
      await database.update(selfToldUpdate(brand, visitorId, masked));
    },
    async fileLink(message) {
      return (await link.calls.call('fileLink', { brand, room: roomNow(), message: message.id })).url;
    },
    async mailTranscript(email, locale) {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      await link.calls.call('mailTranscript', { brand, room: roomNow(), email, locale, timeZone });
    },
    close() {
      conversation.close();
      for (const stop of stops) stop();
      link.close();
    },
  };
}
