import { brandRules, brandWordRules } from './brand-rules.ts';
import { peopleRules } from './people-rules.ts';
import { roomMessageRules } from './room-message-rules.ts';
import { roomRules, userRoomRules } from './room-rules.ts';
import { roomLiveRules, roomNoteRules, roomQueueRules, roomToldRules } from './room-side-rules.ts';
import type { RuleNode } from './rule-node.ts';
import { roomQuotaRules } from './room-quota-rules.ts';
import { serverIndexes } from './server-indexes.ts';
import { teamRules } from './team-rules.ts';
import { throttleRules } from './throttle-rules.ts';
import { withoutPriorities } from './without-priorities.ts';

/** The rules of the whole database. What is not named here is denied to everybody. */
export function databaseRules(): { readonly rules: RuleNode } {
  return {
    rules: withoutPriorities({
      '.read': false,
      '.write': false,
      brands: { $brand: brandRules },
      'brand-words': { $brand: brandWordRules },
      ...peopleRules,
      rooms: { $brand: roomRules },
      'user-rooms': { $brand: userRoomRules },
      'room-messages': { $brand: { $room: roomMessageRules } },
      'room-notes': { $brand: { $room: roomNoteRules } },
      'room-live': { $brand: { $room: roomLiveRules } },
      'room-told': { $brand: { $room: roomToldRules } },
      'room-queue': { $brand: { $room: roomQueueRules } },
      ...teamRules,
      'room-quota': { $brand: { $visitor: roomQuotaRules } },
      throttle: { $id: throttleRules },
      server: serverIndexes,
    }),
  };
}
