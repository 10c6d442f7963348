import type { Visitor, VisitorId } from '@foyer/shared-core/model';
import type { Strings } from '../strings/en';

/** The name that the page told of a visitor; null when it told none. Nobody has proved it. */
export function toldName(visitor: Visitor | null | undefined): string | null {
  const name = visitor?.selfTold.userName?.trim();
  return name === undefined || name === '' ? null : name;
}

/** The name that the website vouched for; null when there is none. */
function vouchedName(visitor: Visitor | null | undefined): string | null {
  const name = visitor?.vouched?.userName?.trim();
  return name === undefined || name === '' ? null : name;
}

/** What to call a visitor: the name that was vouched for, the one that the page told, else "Guest" with the end of the id. */
export function visitorName(visitor: Visitor | null | undefined, id: VisitorId, texts: Strings): string {
  return (
    vouchedName(visitor) ??
    toldName(visitor) ??
    texts.visitor.guest(
      id
        .replace(/[^A-Za-z0-9]/gu, '')
        .slice(-4)
        .toUpperCase(),
    )
  );
}
