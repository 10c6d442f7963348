import { describe, expect, it } from 'vitest';
import { asOwnWords, ownByName, placesProblem, widgetTexts, withChanges } from './words-draft';

const texts = widgetTexts({
  forms: { title: 'Before', start: 'Start' },
  title: 'Chat',
  joined: '{name} joined',
});

describe('the widget’s texts', () => {
  it('are listed by name, those of no group first', () => {
    expect(texts.map(({ name }) => name)).toEqual(['title', 'joined', 'forms.title', 'forms.start']);
    expect(texts[2]).toEqual({ name: 'forms.title', group: 'forms', text: 'Before' });
  });

  it.each([null, 7, 'title', [], { title: 7 }, { forms: { title: { deep: 'no' } } }])(
    'are none in %j',
    (file) => {
      expect(widgetTexts(file)).toEqual([]);
    },
  );
});

describe('own words', () => {
  it('are read and stored in their groups', () => {
    const stored = { title: 'Ask', forms: { start: 'Go' } };
    const own = ownByName(texts, stored);
    expect(own).toEqual({ title: 'Ask', 'forms.start': 'Go' });
    expect(asOwnWords(texts, own)).toEqual(stored);
    expect(asOwnWords(texts, {})).toEqual({});
  });

  it('of texts that are no more are left out, and empty ones', () => {
    expect(ownByName(texts, { gone: 'x', title: '', forms: 'x', start: 'Go' })).toEqual({});
  });

  it('take the changes in: without blanks, and what the widget says anyway is none', () => {
    const stored = { title: 'Ask', 'forms.start': 'Go' };
    expect(withChanges(texts, stored, {})).toEqual(stored);
    expect(withChanges(texts, stored, { title: ' ', joined: ' {name} is in ' })).toEqual({
      joined: '{name} is in',
      'forms.start': 'Go',
    });
    expect(withChanges(texts, stored, { title: 'Chat' })).toEqual({ 'forms.start': 'Go' });
  });
});

describe('what is filled in', () => {
  it.each([
    ['Chat', 'Ask'],
    ['{name} joined', 'In: {name}'],
    ['{name} joined', '{name}, {name}!'],
    ['Up to {limit} MB of {kinds}', '{kinds}: {limit}'],
    ['Chat', 'a { brace } {'],
  ])('stays: %s as %s', (text, own) => {
    expect(placesProblem(text, own)).toBeNull();
  });

  it('must not be lost, nor made up', () => {
    expect(placesProblem('{name} joined', 'Somebody joined')).toEqual({ missing: ['{name}'], unknown: [] });
    expect(placesProblem('Chat', 'Chat, {name}')).toEqual({ missing: [], unknown: ['{name}'] });
    expect(placesProblem('{name} joined', '{Name} joined')).toEqual({
      missing: ['{name}'],
      unknown: ['{Name}'],
    });
  });
});
