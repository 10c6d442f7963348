import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createGlobal } from '../dist/ts/commands.js';
import { isEventName } from '../dist/ts/event-hub.js';
import { defaultOptions } from '../dist/ts/options.js';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const page = read('../../docs/widget.md');
const types = read('../foyer.d.ts');

/** The first column of the table below a heading, each name once. */
function names(heading) {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name).sort();
}

/** The members of an interface in the public types. */
function members(name) {
  const body = new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(types)?.[1] ?? '';
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)(?=[?:(<])/gm)].map(([, member]) => member).sort();
}

describe('docs/widget.md', () => {
  it('lists the commands that there are', () => {
    const foyer = createGlobal({}, '1', () => undefined);
    const commands = Object.keys(foyer).filter((name) => typeof foyer[name] === 'function');
    expect(names('Commands')).toEqual(commands.sort());
    expect(members('FoyerCommands')).toEqual(commands);
  });

  it('lists the settings that are read', () => {
    const settings = Object.keys(defaultOptions('')).filter((name) => name !== 'origin' && name !== 'nonce');
    expect(names('Settings')).toEqual(settings.sort());
    expect(members('FoyerSettings')).toEqual(settings);
  });

  it('lists the events that can be listened to', () => {
    expect(names('Events')).toEqual(members('FoyerEvents'));
    expect(names('Events').filter((name) => !isEventName(name))).toEqual([]);
  });

  it('names in its mapping only what there is', () => {
    const mapping = page.split('\n## Coming from another chat\n')[1] ?? '';
    const first = [...mapping.matchAll(/^\| (.*?) \|/gm)].map(([, cell]) => cell).join(' ');
    const calls = [...first.matchAll(/`(\w+)\(/g)].map(([, name]) => name);
    expect(calls.length).toBeGreaterThan(15);
    expect(calls.filter((name) => !names('Commands').includes(name))).toEqual([]);
    const events = [...first.matchAll(/on\('(\w+)'\)/g)].map(([, name]) => name);
    expect(events.filter((name) => !isEventName(name))).toEqual([]);
  });
});
