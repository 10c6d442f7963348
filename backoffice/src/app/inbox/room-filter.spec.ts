import type { RoomRow } from '@foyer/shared-core';
import { describe, expect, it } from 'vitest';
import { filterRooms, readScope, type RoomFilter } from './room-filter';

function row(id: string, brand: string, assignee?: string): RoomRow {
  return {
    room: {
      id,
      brand,
      visitorId: 'g_1',
      createdAt: 1,
      openAt: 2,
      ...(assignee === undefined ? {} : { assignee: { id: assignee, name: assignee } }),
      lastMessage: { id: 'm', by: 'g_1', role: 'client', kind: 'text', text: 'Hello', at: 2 },
      messageCount: 1,
    },
    unread: 0,
    visitor: null,
  };
}

const rows = [row('a', 'acme'), row('b', 'globex', 'op1'), row('c', 'acme', 'op2'), row('d', 'globex')];
const kept = (filter: RoomFilter): string[] => filterRooms(rows, filter, 'op1').map(({ room }) => room.id);

describe('filterRooms', () => {
  it('keeps everything, in its order, when nothing is asked for', () => {
    expect(kept({ scope: 'all', brand: null })).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps the own conversations', () => {
    expect(kept({ scope: 'mine', brand: null })).toEqual(['b']);
  });

  it('keeps those that nobody has taken', () => {
    expect(kept({ scope: 'unassigned', brand: null })).toEqual(['a', 'd']);
  });

  it('keeps one brand, together with the scope', () => {
    expect(kept({ scope: 'unassigned', brand: 'globex' })).toEqual(['d']);
  });

  it('takes nothing free for mine while nobody is signed in', () => {
    expect(filterRooms(rows, { scope: 'mine', brand: null }, undefined)).toEqual([]);
  });
});

describe('readScope', () => {
  it('takes what it knows and everything else for all', () => {
    expect([readScope('mine'), readScope('unassigned'), readScope('x'), readScope(undefined)]).toEqual([
      'mine',
      'unassigned',
      'all',
      'all',
    ]);
  });
});
