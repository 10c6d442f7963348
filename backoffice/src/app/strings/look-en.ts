/** The settings of how a brand’s chat looks beside its colour. */
export const lookEn = {
  look: {
    heading: 'Shape and place',
    lead: 'Beside the colour. Once you save it, this counts for every page of the brand.',
    theme: 'Brightness',
    themes: { auto: 'As the visitor’s system', light: 'Light', dark: 'Dark' },
    radius: 'Roundness of the corners',
    pixels: (count: number) => `${count} pixels`,
    position: 'Corner',
    positions: { '': 'End of the line', left: 'Left', right: 'Right' },
    offsetX: 'Distance from the side, in pixels',
    offsetY: 'Distance from the bottom, in pixels',
    offsetWrong: (most: number) => `A whole number from 0 to ${most}.`,
    zIndex: 'Stands above layer (z-index)',
    zIndexHint: 'Empty: above everything of the page.',
    zIndexWrong: 'A whole number from 0 to 2147483647, or nothing.',
    icon: 'Icon of the launcher',
    icons: { chat: 'Speech bubble', question: 'Question mark' },
    label: 'Words beside the icon',
    labelHint: 'Empty: only the icon.',
  },
};
