import type { ModeratorAccount } from '@foyer/shared-core/model';
import { describe, expect, it } from 'vitest';
import { draftOf, saveRequest } from './account-draft';

const account: ModeratorAccount = {
  id: 'op1',
  email: 'ada@example.test',
  name: 'Ada',
  role: 'operator',
  active: true,
  everyBrand: false,
  brands: ['acme'],
};

describe('saveRequest', () => {
  it('of an untouched account asks for what already is', () => {
    expect(saveRequest(draftOf(account), account)).toEqual(account);
  });

  it('of a new account carries its password and no id', () => {
    const draft = {
      ...draftOf(null),
      name: ' Eva ',
      email: ' eva@example.test ',
      password: ' ten letters ',
      brands: ['acme'],
    };
    expect(saveRequest(draft, null)).toEqual({
      name: 'Eva',
      email: 'eva@example.test',
      password: ' ten letters ',
      role: 'operator',
      active: true,
      everyBrand: false,
      brands: ['acme'],
    });
  });

  it('names no brands one by one for whoever works for all', () => {
    expect(saveRequest({ ...draftOf(account), everyBrand: true }, account)).toMatchObject({
      everyBrand: true,
      brands: [],
    });
  });
});
