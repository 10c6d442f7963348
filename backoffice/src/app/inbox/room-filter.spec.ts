import type { RoomRow } from '@foyer/shared-core';
import { describe, expect, it } from 'vitest';
import {
  NO_FILTER,
  OWN_DEPARTMENTS,
  filterRooms,
  isFiltering,
  readScope,
  type RoomFilter,
} from './room-filter';

function row(id: string, brand: string, assignee?: string, department?: string): RoomRow {
  return {
    room: {
      id,
      brand,
      visitorId: 'g_1',
      createdAt: 1,
      openAt: 2,
      ...(assignee === undefined ? {} : { assignee: { id: assignee, name: assignee } }),
      ...(department === undefined ? {} : { department }),
      lastMessage: { id: 'm', by: 'g_1', role: 'client', kind: 'text', text: 'Hello', at: 2 },
      messageCount: 1,
    },
    unread: 0,
    visitor: null,
  };
}

const rows = [
  row('a', 'acme'),
  row('b', 'globex', 'op1'),
  row('c', 'acme', 'op2', 'Sales'),
  row('d', 'globex', undefined, 'Repairs'),
];
const me = { id: 'op1', departments: ['Repairs'] };
const kept = (filter: Partial<RoomFilter>): string[] =>
  filterRooms(rows, { ...NO_FILTER, ...filter }, me).map(({ room }) => room.id);

describe('filterRooms', () => {
  it('keeps everything, in its order, when nothing is asked for', () => {
    expect(kept({})).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps the own conversations', () => {
    expect(kept({ scope: 'mine' })).toEqual(['b']);
  });

  it('keeps those that nobody has taken', () => {
    expect(kept({ scope: 'unassigned' })).toEqual(['a', 'd']);
  });

  it('keeps one brand, together with the scope', () => {
    expect(kept({ scope: 'unassigned', brand: 'globex' })).toEqual(['d']);
  });

  it('keeps one department, or the own ones', () => {
    expect(kept({ department: 'Sales' })).toEqual(['c']);
    expect(kept({ department: OWN_DEPARTMENTS })).toEqual(['d']);
    expect(kept({ department: 'Nobody’s' })).toEqual([]);
    expect(filterRooms(rows, { ...NO_FILTER, department: OWN_DEPARTMENTS }, null)).toEqual([]);
  });

  it('knows whether it hides anything', () => {
    expect([NO_FILTER, { ...NO_FILTER, department: 'Sales' }].map(isFiltering)).toEqual([false, true]);
  });

  it('takes nothing free for mine while nobody is signed in', () => {
    expect(filterRooms(rows, { ...NO_FILTER, scope: 'mine' }, null)).toEqual([]);
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
