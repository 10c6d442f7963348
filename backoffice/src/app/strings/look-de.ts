import type { lookEn } from './look-en';

export const lookDe: typeof lookEn = {
  look: {
    heading: 'Form und Ort',
    lead: 'Neben der Farbe: ab dem ersten Speichern gilt dies für jede Seite der Marke.',
    theme: 'Helligkeit',
    themes: { auto: 'Wie das System des Besuchers', light: 'Hell', dark: 'Dunkel' },
    radius: 'Rundung der Ecken',
    pixels: (count) => `${count} Pixel`,
    position: 'Ecke',
    positions: { '': 'Ende der Zeile', left: 'Links', right: 'Rechts' },
    offsetX: 'Abstand von der Seite, in Pixeln',
    offsetY: 'Abstand von unten, in Pixeln',
    offsetWrong: (most) => `Eine ganze Zahl von 0 bis ${most}.`,
    zIndex: 'Steht über der Ebene (z-index)',
    zIndexHint: 'Leer: über allem auf der Seite.',
    zIndexWrong: 'Eine ganze Zahl von 0 bis 2147483647, oder nichts.',
    icon: 'Zeichen des Knopfs',
    icons: { chat: 'Sprechblase', question: 'Fragezeichen' },
    label: 'Worte neben dem Zeichen',
    labelHint: 'Leer: nur das Zeichen.',
  },
};
