import { describe, expect, it } from 'vitest';
import { faceOf, profileChange } from './profile-change';

const stored = { id: 'acme', name: 'Acme', color: '#0b6b61', welcome: 'Hello!', live: true };

describe('profileChange', () => {
  it('is empty while nothing differs but space around and the case of a colour', () => {
    expect(profileChange({ name: ' Acme ', color: '#0B6B61', welcome: 'Hello!\n' }, stored)).toEqual({});
  });

  it('names only what differs', () => {
    expect(profileChange({ ...faceOf(stored), welcome: 'Hi!' }, stored)).toEqual({ welcome: 'Hi!' });
  });

  it('never touches whether the chat is live', () => {
    const change = profileChange({ name: 'A', color: '#000000', welcome: '' }, stored);
    expect(change).toEqual({ name: 'A', color: '#000000', welcome: '' });
  });
});
