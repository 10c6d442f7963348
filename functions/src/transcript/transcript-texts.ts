import type { VisitorLanguage } from '../mail/visitor-language.ts';

interface TranscriptTexts {
  readonly subject: (brand: string) => string;
  readonly intro: (brand: string) => string;
  readonly you: string;
  readonly someone: string;
  readonly joined: (name: string) => string;
  readonly left: (name: string) => string;
  readonly closed: (name: string) => string;
}

/** What stands around a conversation in a mail. */
export const transcriptTexts: Readonly<Record<VisitorLanguage, TranscriptTexts>> = {
  en: {
    subject: (brand) => `Your conversation with ${brand}`,
    intro: (brand) =>
      `This is your conversation with ${brand}, sent because somebody asked for it in the chat and gave this address. If that was not you, ignore this mail.`,
    you: 'You',
    someone: 'Support',
    joined: (name) => `${name} joined`,
    left: (name) => `${name} left`,
    closed: (name) => `${name} ended the conversation`,
  },
  de: {
    subject: (brand) => `Dein Gespräch mit ${brand}`,
    intro: (brand) =>
      `Das ist dein Gespräch mit ${brand}. Jemand hat es im Chat angefordert und diese Adresse angegeben. Warst du das nicht, beachte diese Mail nicht.`,
    you: 'Du',
    someone: 'Support',
    joined: (name) => `${name} ist dazugekommen`,
    left: (name) => `${name} hat das Gespräch verlassen`,
    closed: (name) => `${name} hat das Gespräch beendet`,
  },
  fr: {
    subject: (brand) => `Votre conversation avec ${brand}`,
    intro: (brand) =>
      `Voici votre conversation avec ${brand}. Quelqu’un l’a demandée dans le chat et a indiqué cette adresse. Si ce n’était pas vous, ignorez cet e-mail.`,
    you: 'Vous',
    someone: 'Assistance',
    joined: (name) => `${name} a rejoint la conversation`,
    left: (name) => `${name} a quitté la conversation`,
    closed: (name) => `${name} a terminé la conversation`,
  },
  es: {
    subject: (brand) => `Tu conversación con ${brand}`,
    intro: (brand) =>
      `Esta es tu conversación con ${brand}. Alguien la pidió en el chat e indicó esta dirección. Si no fuiste tú, ignora este correo.`,
    you: 'Tú',
    someone: 'Soporte',
    joined: (name) => `${name} se ha unido`,
    left: (name) => `${name} ha salido de la conversación`,
    closed: (name) => `${name} ha terminado la conversación`,
  },
  pt: {
    subject: (brand) => `A sua conversa com ${brand}`,
    intro: (brand) =>
      `Esta é a sua conversa com ${brand}. Alguém a pediu no chat e indicou este endereço. Se não foi você, ignore este e-mail.`,
    you: 'Você',
    someone: 'Apoio',
    joined: (name) => `${name} entrou na conversa`,
    left: (name) => `${name} saiu da conversa`,
    closed: (name) => `${name} terminou a conversa`,
  },
  uk: {
    subject: (brand) => `Ваша розмова з ${brand}`,
    intro: (brand) =>
      `Це ваша розмова з ${brand}. Хтось попросив про неї в чаті й указав цю адресу. Якщо це були не ви, не зважайте на цей лист.`,
    you: 'Ви',
    someone: 'Підтримка',
    joined: (name) => `${name} приєднується до розмови`,
    left: (name) => `${name} виходить із розмови`,
    closed: (name) => `${name} завершує розмову`,
  },
  pl: {
    subject: (brand) => `Twoja rozmowa z ${brand}`,
    intro: (brand) =>
      `To Twoja rozmowa z ${brand}. Ktoś poprosił o nią w czacie i podał ten adres. Jeśli to nie Ty, zignoruj tę wiadomość.`,
    you: 'Ty',
    someone: 'Obsługa',
    joined: (name) => `${name} dołącza do rozmowy`,
    left: (name) => `${name} opuszcza rozmowę`,
    closed: (name) => `${name} kończy rozmowę`,
  },
  ar: {
    subject: (brand) => `محادثتك مع ${brand}`,
    intro: (brand) =>
      `هذه محادثتك مع ${brand}. طلبها شخص ما في الدردشة وأعطى هذا العنوان. إن لم تكن أنت، فتجاهل هذه الرسالة.`,
    you: 'أنت',
    someone: 'الدعم',
    joined: (name) => `انضم ${name}`,
    left: (name) => `غادر ${name} المحادثة`,
    closed: (name) => `أنهى ${name} المحادثة`,
  },
  he: {
    subject: (brand) => `השיחה שלך עם ${brand}`,
    intro: (brand) =>
      `זו השיחה שלך עם ${brand}. מישהו ביקש אותה בצ׳אט ומסר כתובת זו. אם לא ביקשת אותה, אפשר להתעלם מהודעה זו.`,
    you: 'את/ה',
    someone: 'התמיכה',
    joined: (name) => `${name} בשיחה`,
    left: (name) => `${name} עזב/ה את השיחה`,
    closed: (name) => `${name} סיים/ה את השיחה`,
  },
  ja: {
    subject: (brand) => `${brand} との会話`,
    intro: (brand) =>
      `${brand} との会話をお送りします。チャットでこのメールアドレスへの送信が求められました。お心当たりがない場合は、このメールを無視してください。`,
    you: 'あなた',
    someone: 'サポート',
    joined: (name) => `${name} が参加しました`,
    left: (name) => `${name} が退出しました`,
    closed: (name) => `${name} が会話を終了しました`,
  },
};
