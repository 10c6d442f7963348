import type { VisitorLanguage } from '../mail/visitor-language.ts';

interface AnswerTexts {
  readonly greeting: string;
  readonly subject: (brand: string) => string;
  readonly intro: (brand: string) => string;
  readonly file: (name: string) => string;
  readonly goOn: string;
  readonly why: (brand: string) => string;
  /** Before the address that stops these mails. */
  readonly stop: string;
}

/** What stands around an answer in a mail. */
export const answerTexts: Readonly<Record<VisitorLanguage, AnswerTexts>> = {
  en: {
    greeting: 'Hello,',
    subject: (brand) => `${brand} has answered you`,
    intro: (brand) => `You wrote to ${brand} in the chat of the website. Here is the answer:`,
    file: (name) => `sent the file “${name}”; you find it in the chat.`,
    goOn: 'To go on, open the chat on the website again, in the same browser. Nobody reads answers to this mail.',
    why: (brand) => `You get this mail because this address was left in the chat of ${brand}.`,
    stop: 'To get no more mails about this conversation, or if it was not you, open this link:',
  },
  de: {
    greeting: 'Hallo,',
    subject: (brand) => `${brand} hat dir geantwortet`,
    intro: (brand) => `Du hast ${brand} im Chat der Website geschrieben. Hier ist die Antwort:`,
    file: (name) => `hat die Datei „${name}“ geschickt; du findest sie im Chat.`,
    goOn: 'Um weiterzuschreiben, öffne den Chat auf der Website im selben Browser. Antworten auf diese Mail liest niemand.',
    why: (brand) => `Du bekommst diese Mail, weil diese Adresse im Chat von ${brand} hinterlassen wurde.`,
    stop: 'Möchtest du keine Mails zu diesem Gespräch mehr, oder warst du das nicht, öffne diesen Link:',
  },
  fr: {
    greeting: 'Bonjour,',
    subject: (brand) => `${brand} vous a répondu`,
    intro: (brand) => `Vous avez écrit à ${brand} dans le chat du site. Voici la réponse :`,
    file: (name) => `a envoyé le fichier « ${name} » ; vous le trouverez dans le chat.`,
    goOn: 'Pour continuer, rouvrez le chat sur le site, dans le même navigateur. Personne ne lit les réponses à cet e-mail.',
    why: (brand) => `Vous recevez cet e-mail parce que cette adresse a été laissée dans le chat de ${brand}.`,
    stop: 'Pour ne plus recevoir d’e-mails sur cette conversation, ou si ce n’était pas vous, ouvrez ce lien :',
  },
  es: {
    greeting: 'Hola:',
    subject: (brand) => `${brand} te ha respondido`,
    intro: (brand) => `Escribiste a ${brand} en el chat del sitio web. Esta es la respuesta:`,
    file: (name) => `ha enviado el archivo «${name}»; lo encontrarás en el chat.`,
    goOn: 'Para continuar, vuelve a abrir el chat en el sitio web, en el mismo navegador. Nadie lee las respuestas a este correo.',
    why: (brand) => `Recibes este correo porque se dejó esta dirección en el chat de ${brand}.`,
    stop: 'Para no recibir más correos sobre esta conversación, o si no fuiste tú, abre este enlace:',
  },
  pt: {
    greeting: 'Olá,',
    subject: (brand) => `${brand} respondeu-lhe`,
    intro: (brand) => `Escreveu a ${brand} no chat do site. Aqui está a resposta:`,
    file: (name) => `enviou o ficheiro «${name}»; encontra-o no chat.`,
    goOn: 'Para continuar, volte a abrir o chat no site, no mesmo navegador. Ninguém lê as respostas a este e-mail.',
    why: (brand) => `Recebe este e-mail porque este endereço foi deixado no chat de ${brand}.`,
    stop: 'Para não receber mais e-mails sobre esta conversa, ou se não foi você, abra esta ligação:',
  },
  uk: {
    greeting: 'Вітаємо!',
    subject: (brand) => `Вам відповіли: ${brand}`,
    intro: (brand) => `Ви писали в чаті сайту (${brand}). Ось відповідь:`,
    file: (name) => `надсилає файл «${name}»; ви знайдете його в чаті.`,
    goOn: 'Щоб продовжити, знову відкрийте чат на сайті в тому самому браузері. Відповідей на цей лист ніхто не читає.',
    why: (brand) => `Ви отримали цей лист, бо цю адресу залишили в чаті ${brand}.`,
    stop: 'Щоб більше не отримувати листів про цю розмову або якщо це були не ви, відкрийте це посилання:',
  },
  pl: {
    greeting: 'Dzień dobry,',
    subject: (brand) => `${brand}: mamy dla Ciebie odpowiedź`,
    intro: (brand) => `W czacie na stronie napisano do ${brand}. Oto odpowiedź:`,
    file: (name) => `przesyła plik „${name}”; znajdziesz go w czacie.`,
    goOn: 'Aby kontynuować, otwórz ponownie czat na stronie w tej samej przeglądarce. Nikt nie czyta odpowiedzi na tę wiadomość.',
    why: (brand) => `Otrzymujesz tę wiadomość, ponieważ ten adres podano w czacie ${brand}.`,
    stop: 'Aby nie otrzymywać więcej wiadomości o tej rozmowie albo jeśli to nie Ty, otwórz ten odnośnik:',
  },
  ar: {
    greeting: 'مرحبًا،',
    subject: (brand) => `وصلك رد من ${brand}`,
    intro: (brand) => `كتبتَ إلى ${brand} في دردشة الموقع. إليك الرد:`,
    file: (name) => `أرسل الملف «${name}»؛ ستجده في الدردشة.`,
    goOn: 'للمتابعة، افتح الدردشة على الموقع مرة أخرى في المتصفح نفسه. لا أحد يقرأ الردود على هذه الرسالة.',
    why: (brand) => `تصلك هذه الرسالة لأن هذا العنوان تُرك في دردشة ${brand}.`,
    stop: 'لإيقاف الرسائل عن هذه المحادثة، أو إن لم تكن أنت من كتب، افتح هذا الرابط:',
  },
  he: {
    greeting: 'שלום,',
    subject: (brand) => `קיבלת תשובה מאת ${brand}`,
    intro: (brand) => `כתבת אל ${brand} בצ׳אט של האתר. הנה התשובה:`,
    file: (name) => `נשלח הקובץ "${name}"; אפשר למצוא אותו בצ׳אט.`,
    goOn: 'כדי להמשיך, יש לפתוח שוב את הצ׳אט באתר, באותו דפדפן. איש אינו קורא תשובות להודעה זו.',
    why: (brand) => `קיבלת הודעה זו כי כתובת זו נמסרה בצ׳אט של ${brand}.`,
    stop: 'כדי לא לקבל עוד הודעות על השיחה הזו, או אם לא כתבת אותה, יש לפתוח את הקישור הזה:',
  },
  ja: {
    greeting: 'こんにちは。',
    subject: (brand) => `${brand} から返信があります`,
    intro: (brand) =>
      `ウェブサイトのチャットで ${brand} にお問い合わせいただきました。返信は次のとおりです。`,
    file: (name) => `ファイル「${name}」を送信しました。チャットでご覧になれます。`,
    goOn: '続けるには、同じブラウザーでウェブサイトのチャットをもう一度開いてください。このメールに返信しても読まれません。',
    why: (brand) => `${brand} のチャットでこのメールアドレスが入力されたため、このメールをお送りしています。`,
    stop: 'この会話についてのメールを止めるには、またはお心当たりがない場合は、次のリンクを開いてください。',
  },
};
