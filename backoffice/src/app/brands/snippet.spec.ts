import { expect, it } from 'vitest';
import { snippet } from './snippet';

const brand = { id: 'acme', color: '#0b6b61', look: {}, triggers: '' };

it('names brand and colour, and nothing that is not set', () => {
  expect(snippet('https://foyer.example', brand)).toBe(
    '<script async src="https://foyer.example/foyer.js" data-brand="acme" data-color="#0b6b61"></script>',
  );
});

it('carries the look as attributes, whatever the words are', () => {
  const look = { theme: 'dark', offsetX: 0, zIndex: 9, label: 'Ask "us" & <them>' } as const;
  const line = snippet('https://foyer.example', { ...brand, look: { ...look, icon: 'chat' } });
  expect(line).toContain(
    ' data-theme="dark" data-offset-x="0" data-z-index="9" data-label="Ask &quot;us&quot; &amp; &lt;them>" data-icon="chat">',
  );
});

it('asks for what the brand says first', () => {
  const triggers = JSON.stringify([{ text: 'Need help?', after: 9, url: '', once: 'session' }]);
  expect(snippet('https://foyer.example', { ...brand, triggers })).toContain(' data-prefetch="true">');
});
