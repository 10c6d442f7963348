// Each look is a column of its own: how the page is shown, and what brand, operator and visitor say on it.
const english = {
  lang: 'en',
  shop: 'Acme Outdoor',
  welcome: 'Hi there 👋 Ask us anything about tents, packs and your order.',
  label: 'Questions?',
  wait: '2 minutes',
  teaser: 'Not sure about the size? Ask us, we wear them all.',
  operator: 'Nora Berg',
  asked: ['Hi! Is the trail tent warm enough for October?', 'We are two adults and a large dog 🐕'],
  answered: [
    'Hello! With the liner, down to about **-2 °C**. Put it up with `--double-wall` first.',
    'All of it stands here: https://acme.example/tents/care',
  ],
  more: ['Shall I put one aside for you?', 'There are three left in green.'],
  last: 'Yes please, in green if you have it 🙂',
  later: 'And another question: may I bring back a mug?',
  lost: 'Are you still there?',
  file: 'invoice-2026-11.txt',
  form: {
    fields: [
      { id: 'f0', kind: 'text', label: 'Your name', required: true },
      {
        ...{ id: 'f1', kind: 'department', label: 'Whom do you need?', required: true },
        options: ['Sales', 'Returns & repairs'],
      },
      { id: 'f2', kind: 'email', label: 'E-mail', required: false },
      { id: 'f3', kind: 'checkbox', label: 'I am a member of the trail club', required: false },
    ],
    consent: 'I agree that my answers are stored.',
    consentLink: 'https://acme.example/privacy',
  },
};

/** One label stays English: what a brand has not translated has to stand well, too. */
const arabic = {
  lang: 'ar',
  shop: 'أكمي للرحلات',
  welcome: 'أهلاً بك 👋 اسألنا عن الخيام والحقائب وعن طلبك.',
  label: 'هل لديك سؤال؟',
  wait: 'دقيقتان',
  teaser: 'لست متأكداً من المقاس؟ اسألنا، فنحن نلبسها كلها.',
  operator: 'نورة العلي',
  asked: ['مرحباً! هل خيمة Trail دافئة بما يكفي لشهر أكتوبر؟', 'نحن شخصان بالغان ومعنا كلب كبير 🐕'],
  answered: [
    'أهلاً! مع البطانة حتى **-2 °C** تقريباً. ابدأ بـ `--double-wall` عند نصبها.',
    'كل شيء مكتوب هنا: https://acme.example/tents/care',
  ],
  more: ['هل أحجز لك واحدة؟', 'بقيت ثلاث باللون الأخضر.'],
  last: 'نعم من فضلك، بالأخضر إن وُجد 🙂',
  later: 'وسؤال آخر: هل يمكنني إرجاع كوب؟',
  lost: 'هل ما زلتم هنا؟',
  file: 'invoice-2026-11.txt',
  form: {
    fields: [
      { id: 'f0', kind: 'text', label: 'اسمك', required: true },
      {
        ...{ id: 'f1', kind: 'department', label: 'مع من تريد أن تتحدث؟', required: true },
        options: ['المبيعات', 'الإرجاع والتصليح'],
      },
      { id: 'f2', kind: 'email', label: 'E-mail', required: false },
      { id: 'f3', kind: 'checkbox', label: 'I am a member of the trail club', required: false },
    ],
    consent: 'أوافق على حفظ إجاباتي.',
    consentLink: 'https://acme.example/privacy',
  },
};

const desktop = { width: 500, height: 760 };

export const looks = [
  { name: 'light', title: 'Desktop, light', texts: english, context: { viewport: desktop } },
  {
    ...{ name: 'dark', title: 'Desktop, dark', texts: english },
    context: { viewport: desktop, colorScheme: 'dark' },
  },
  {
    ...{ name: 'phone', title: 'Phone', texts: english },
    context: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  },
  { name: 'arabic', title: 'Arabic', texts: arabic, context: { viewport: desktop, locale: 'ar' } },
];
