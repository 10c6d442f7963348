import { limits } from '@foyer/shared-core/model';
import {
  all,
  any,
  bounded,
  brandModerator,
  claimsModerator,
  claimsVisitor,
  isNow,
  known,
  moderator,
  moderatorLive,
  textUpTo,
  visitor,
  visitorLive,
} from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

const lease: RuleNode = {
  '.validate': all(
    "newData.hasChildren(['at'])",
    '$connection.matches(/^c[0-9a-f][0-9a-f]$/)',
    any('!data.exists()', `data.child('at').val() + ${limits.leaseIntervalMs} <= now`),
  ),
  at: { '.validate': isNow },
  $other: { '.validate': false },
};

/** What a visitor says about themselves, whole and now and then. */
function selfTold(complete: string): RuleNode {
  return {
    '.write': all('newData.exists()', visitor, 'auth.token.id === $visitor'),
    '.validate': all(
      complete,
      "newData.child('at').val() === now",
      any('!data.exists()', `data.child('at').val() + ${limits.pageIntervalMs} <= now`),
    ),
    at: known,
    $other: { '.validate': false },
  };
}

/** Who people are, whether they may, and whether they are there. */
export const peopleRules: Readonly<Record<string, RuleNode>> = {
  sessions: { '.indexOn': ['until', 'id'], $sid: { '.read': 'auth != null && auth.token.sid === $sid' } },
  moderators: {
    '.read': all(moderator, 'query.orderByKey', bounded),
    // One's own node needs the claim only, or nobody would see the own revocation.
    $uid: { '.read': any(all(claimsModerator, 'auth.token.id === $uid'), moderator) },
  },
  bans: {
    $brand: { $visitor: { '.read': any(all(claimsVisitor, 'auth.token.id === $visitor'), brandModerator) } },
  },
  users: {
    $brand: {
      $visitor: {
        '.read': brandModerator,
        page: {
          ...selfTold("newData.hasChildren(['url', 'title', 'at'])"),
          url: {
            '.validate': `newData.isString() && newData.val().length <= ${limits.url} && newData.val().matches(/^https?:\\/\\//)`,
          },
          title: { '.validate': `newData.isString() && newData.val().length <= ${limits.pageTitle}` },
        },
        answers: {
          ...selfTold("newData.hasChildren(['at'])"),
          consent: { '.validate': 'newData.val() === true' },
          ...Object.fromEntries(
            Array.from({ length: limits.formFields }, (_, at) => [
              `f${at}`,
              { '.validate': textUpTo(limits.answer) },
            ]),
          ),
        },
        contact: {
          ...selfTold("newData.hasChildren(['email', 'at'])"),
          email: {
            '.validate': `newData.isString() && newData.val().length <= ${limits.email} && newData.val().matches(/^[^\\s@]+@[^\\s@]+$/)`,
          },
          locale: {
            '.validate': `newData.isString() && newData.val().length <= ${limits.locale} && newData.val().matches(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/)`,
          },
        },
      },
    },
  },
  presence: {
    $brand: {
      $visitor: {
        '.read': brandModerator,
        $connection: {
          // Removing one's own lease needs the claim only, so that onDisconnect still works after a ban.
          '.write': all(claimsVisitor, 'auth.token.id === $visitor', any('!newData.exists()', visitorLive)),
          ...lease,
        },
      },
    },
  },
  'desk-presence': {
    $uid: {
      '.read': moderator,
      $connection: {
        '.write': all(claimsModerator, 'auth.token.id === $uid', any('!newData.exists()', moderatorLive)),
        ...lease,
      },
    },
  },
};
