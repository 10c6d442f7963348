/** One line of a scripted conversation: who says it, how many minutes after the line before, and what. */
export interface Line {
  readonly by: 'visitor' | 'operator';
  readonly after: number;
  readonly text: string;
}

const v = (after: number, text: string): Line => ({ by: 'visitor', after, text });
const o = (after: number, text: string): Line => ({ by: 'operator', after, text });

/** What visitors of a shop ask, and what they are told. */
export const scripts: readonly (readonly Line[])[] = [
  [
    v(0, 'Hi! Does the trail tent fit two adults and a dog?'),
    o(2, 'Hello! Two adults easily. The dog fits in the porch, or between you if it is a small one.'),
    v(1, 'It is a very large one 🐕'),
    o(1, 'Then the porch it is: 90 cm deep, and it closes on all sides.'),
    v(2, 'Perfect, ordering now. Thanks!'),
  ],
  [
    v(0, 'My order should have come on Friday. Where is it?'),
    o(6, 'Sorry about that. Could you tell me the order number?'),
    v(3, 'A-20817'),
    o(4, 'It left the depot this morning and comes tomorrow before noon. I have asked them to call first.'),
    v(1, 'Great, thank you'),
  ],
  [
    v(0, 'Can I return a mug that I have used once?'),
    o(3, 'Yes, within 30 days. I will send you a label.'),
    v(1, 'No need for the box?'),
    o(2, 'Any box will do. The refund is made on the day it arrives.'),
  ],
  [
    v(0, 'The zip of my day pack is stuck'),
    v(1, 'I bought it in spring'),
    o(9, 'Try a little soap on the teeth first: https://example.com/care/zips'),
    v(14, 'That did it!! Amazing'),
    o(1, 'Happy trails 🙂'),
  ],
  [
    v(0, 'Do you ship to Norway, and what about customs?'),
    o(4, 'We do. Duties are included in the price you see at checkout, so nothing is added at the door.'),
    v(2, 'And how long does it take?'),
    o(1, 'Four to six working days.'),
  ],
  [
    v(0, 'I cannot log in any more, the reset mail never comes'),
    o(5, 'Let me look. Which address did you register with?'),
    v(1, 'My old one, I think. I no longer have it.'),
    o(7, 'I have sent a form to the address of your last order. Please fill it in and we move the account.'),
    v(3, 'Got it'),
  ],
  [
    v(0, 'Which light is better for reading: the camp light or the head torch?'),
    o(2, 'The camp light: warm, no flicker, and it stands by itself.'),
    v(1, 'How long does a charge last at the lowest step?'),
    o(1, 'Forty hours.'),
    v(1, 'Sold.'),
  ],
  [
    v(0, 'Your site says the voucher is not valid, but it came in yesterday’s mail'),
    o(8, 'You are right, it was switched on an hour too late. Please try once more.'),
    v(2, 'Works now 👍'),
  ],
  [
    v(0, 'Is the fabric free of PFAS?'),
    o(3, 'Yes, all of it since last year: https://example.com/materials'),
    v(1, 'Good to hear. Thank you.'),
  ],
  [
    v(0, 'I would like an invoice with our VAT number please'),
    o(5, 'Sure. Please write me the number and the order.'),
    v(2, 'DE 123 456 789, order A-21133'),
    o(3, 'Done: it is in your mailbox.'),
    v(1, 'Merci!'),
  ],
];

/** What the newest visitors have just written; nobody has answered the last of them yet. */
export const openScripts: readonly (readonly Line[])[] = [
  [
    v(0, 'Hello, can I change the delivery address of an order from this morning?'),
    o(2, 'Hello! Yes, as long as it has not left. Where should it go?'),
    v(1, 'Lindenallee 4, third floor. The old one had a typo.'),
  ],
  [
    v(0, 'Hi, is anybody there?'),
    v(1, 'One pole of my tent arrived broken. I leave for Iceland on Thursday 😬'),
  ],
  [
    v(0, 'Do you have the day pack in green?'),
    o(3, 'From next week on. Shall I put one aside for you?'),
    v(1, 'Yes please!'),
  ],
  [v(0, 'What is the difference between the trail tent and the old ridge tent?')],
  [
    v(0, 'I was charged twice for A-21240'),
    o(4, 'I see both charges. The second one is only reserved and falls away by itself.'),
    v(2, 'When? My rent is due tomorrow.'),
  ],
  [v(0, 'Are your lamps allowed on planes?')],
];

/** What the page tells of its visitors: names it has, numbers it has, or nothing at all. */
export const visitorNames: readonly (string | null)[] = [
  'Mara Lindqvist',
  null,
  'Jonas Weber',
  'Amélie Roux',
  null,
  'Tomasz Zieliński',
  'Yasmin Haddad',
  'Oleksandr Koval',
  null,
  'Inês Carvalho',
  '田中 結衣',
  'Ruth Abrams',
];
