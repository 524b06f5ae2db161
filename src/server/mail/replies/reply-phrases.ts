/** How mail programs introduce what they quote, in the languages people write. One line per habit. */

/** One pattern out of many habits, so that each stands on a line of its own. */
export function phrase(before: string, alternatives: readonly string[], after: string): RegExp {
  return new RegExp(before + alternatives.join('|') + after, 'iu');
}

/** Words an attribution starts with ("On Monday …", "Am 5. März …"), so that one broken over several lines is recognised. */
export const ATTRIBUTION_START = phrase(
  String.raw`^\W{0,3}(?:`,
  [
    String.raw`on`,
    String.raw`am`,
    String.raw`le`,
    String.raw`el`,
    String.raw`em`,
    String.raw`no dia`,
    String.raw`na data`,
    String.raw`a`,
    String.raw`à`,
    String.raw`il(?: giorno)?`,
    String.raw`op`,
    String.raw`w dniu`,
    String.raw`dnia`,
    String.raw`den`,
    String.raw`d\.`,
    String.raw`dne`,
    String.raw`dňa`,
    String.raw`på`,
    String.raw`pe`,
    String.raw`la data`,
    String.raw`în data`,
    String.raw`στις`,
    String.raw`dana`,
    String.raw`на`,
    String.raw`в`,
    String.raw`у`,
    String.raw`от`,
    String.raw`le`,
    String.raw`al`,
    String.raw`tanggal`,
    String.raw`pada`,
    String.raw`vào`,
    String.raw`at`,
    String.raw`van`,
    String.raw`von`,
    String.raw`from`,
    String.raw`quoting`,
    String.raw`posted by`,
    String.raw`-{2,} ?\p{L}`,
    String.raw`zitat von`,
    String.raw`citando`,
    String.raw`citerar`,
    String.raw`in (?:the )?message`,
    String.raw`in reply to`,
    String.raw`(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|pon|wt|śr|czw|pt|sob|niedz|man|tir|tis|ons|tor|fre|lør|lör|søn|sön|ma|ti|ke|to|pe|la|su|пн|вт|ср|чт|пт|сб|вс|po|út|st|čt|pá|so|ne|pzt|sal|çar|per|cum|cmt|paz)[a-zа-яěščřžýáíéúůćłńóśźżäöåøæéèê]*[.,]? `,
    String.raw`\d{4}[-/.年]`,
    String.raw`\d{4}년`,
    String.raw`\d{1,2}[-/. ]`,
    String.raw`.{0,60}在\s?\d`,
    String.raw`.{0,60}於\s?\d`,
    String.raw`.{0,80}<[^<>\s]+@`,
    // an address that did not fit on the line
    String.raw`.{1,120}<\s*$`,
    String.raw`في `,
    String.raw`בתאריך `,
    String.raw`در `,
    String.raw`เมื่อ`,
    String.raw`ใน`,
    String.raw`[\u200e\u200f\u202a-\u202e]+`,
    String.raw`"?[\p{L} .,'"-]{2,60}"? (?:schrieb|skrev|kirjoitti)`,
  ],
  String.raw`)`,
);

const WROTE = [
  'wrote',
  'writes',
  'said',
  'has written',
  'schrieb',
  'schrieben',
  'geschrieben',
  'a écrit',
  'à écrit',
  'écrivait',
  'écrit',
  'escribió',
  'escribio',
  'ha escrito',
  'escreveu',
  'ha scritto',
  'scrive',
  'scriveva',
  'schreef',
  'geschreven',
  'va escriure',
  'napisał',
  'napisała',
  'napisał\\(a\\)',
  'napisał/a',
  'napisal\\(a\\)',
  'napisał\\(-a\\)',
  'pisze',
  'nadesłał',
  'skrev',
  'har skrevet',
  'har skrivit',
  'kirjoitti',
  'skrifaði',
  'написал',
  'написала',
  'написал\\(а\\)',
  'написал\\(-а\\)',
  'писал',
  'писал\\(а\\)',
  'пишет',
  'пише',
  'написав',
  'написа',
  'написав\\(-ла\\)',
  'napsal',
  'napsala',
  'napsal\\(a\\)',
  'napsal/a',
  'napísal',
  'napísal\\(a\\)',
  'napísala',
  'şunu yazdı',
  'şunları yazdı',
  'yazdı',
  'ezt írta',
  'írta',
  'a scris',
  'έγραψε',
  'је написао',
  'је написала',
  'је написао/ла',
  'написао је',
  'je napisao',
  'je napisala',
  'je napisao/la',
  'napisao je',
  'je napisal',
  'rašė',
  'kirjutas',
  'rakstīja',
  'menulis',
  'đã viết',
  'viết',
  'כתב',
  'כתבה',
  'כתב/ה',
  'كتب',
  'نوشت',
  'เขียน',
  '写道',
  '寫道',
  '写到',
  '书写',
  '的来信',
  '来信',
  '書きました',
  '書いた',
  'さんは書きました',
  'のメール',
  '작성',
  '님이 작성',
  '님이 씀',
  '작성함',
  '작성하였습니다',
  '님이 작성하였습니다',
  '씀',
].join('|');

/** A whole attribution, its lines joined by blanks. */
export const ATTRIBUTIONS: readonly RegExp[] = [
  new RegExp(
    `^.{0,300}(?:^|[\\s>"'”»,)\\]日月\\d）〉]|[가-힣\\p{Script=Han}\\p{Script=Hiragana}])(?:${WROTE})(?: (?:am|il|le|el|den|op|the following|as follows|on|following|folgendes|het volgende|[\\d.:/, -]{4,30}|.{2,120}))?\\s?[:：]$`,
    'iu',
  ),
  /^.{0,40}\d{1,4}.{4,120}<[^<>\s]+@[^<>\s]+>(?:\s?\(?.{0,12}\)?)?\s?[:：]$/u,
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s.{1,100}<[^<>\s]+@[^<>\s]+>:?$/u,
  /^\d{4}年\d{1,2}月\d{1,2}日.{0,20}\d{1,2}:\d{2}.{0,120}[:：]$/u,
  /^(?:quoting|zitat von|citando|citerar|citováno|cytowanie) .{3,120}[:：]$/iu,
  /^(?:-{2,}\s?)?(?:on .{10,200}|.{2,80}) wrote\s?-{2,}$/iu,
  /^.{0,40}\d{1,4}.{4,120}\s(?:von|from|by|от|par|de|da|door|od)\s[^\s@]{1,80}@[^\s@]{1,80}[:：]$/iu,
  /^posted by .{1,80} on \d{1,2}[/.]\d{1,2}[/.]\d{4}$/iu,
  /^\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:\d\d .{2,60}$/u,
  /^missatge de .{3,160}[:：]$/iu,
  /^.{0,80}تمت كتابة ما يلي بواسطة .{2,160}[:：]\P{L}{0,3}$/u,
  /^.{1,100}<[^<>\s]+@[^<>\s]+>\s\[\d{4}-\d\d-\d\d[^\]]{0,30}\]:$/u,
  /^(?:in (?:the )?(?:article|message)|in reply to) .{5,150} (?:wrote|writes)\s?[:：]$/iu,
];

/** GroupWise marks the whole line, and nothing of what follows. */
export const FENCED_ATTRIBUTION = /^>{2,3} \S.{1,100}[<( ]\S{1,64}@\S{1,100}.{4,60}>{2,3}\s*$/u;

/** A line that separates the answer from the mail answered. */
export const ORIGINAL_SEPARATOR = phrase(
  String.raw`^[\s>*]*(?:`,
  [
    String.raw`[-_=*—–‐‑‒―]{2,}\s*(?:original (?:message|e-?mail|nachricht|appointment)|reply message|antwort nachricht|replied message|ursprüngliche (?:nachricht|e-?mail|mail)|originalnachricht|original-?nachricht|message (?:d.origine|original|initial)|courriel original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|origineel bericht|wiadomość oryginalna|oryginalna wiadomość|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|исходное сообщение|оригинальное сообщение|пересылаемое письмо|původní (?:zpráva|e-?mail)|pôvodná správa|özgün ileti|orijinal (?:mesaj|ileti)|eredeti üzenet|原始(?:邮件|郵件|信件)|原邮件|回复的原邮件|元のメッセージ|원본 ?(?:메시지|메일|이메일)|originele bericht|izvorna poruka|mesaj original)\s*[-_=*—–‐‑‒―]{2,}`,
    String.raw`[-#=]{2,}\s*(?:(?:please )?(?:reply|respond|write|type)[^\n]{0,30} above this line|bitte (?:antworten sie )?(?:nur )?(?:über|oberhalb) dieser (?:linie|zeile)(?: antworten)?|(?:veuillez )?(?:répondre|écrire) au-dessus de cette ligne|(?:por favor,? )?(?:responda|escriba) (?:por )?encima de esta línea|(?:por favor,? )?responda acima desta linha|rispond(?:i|ere) sopra questa riga|antwoord boven deze (?:lijn|regel)|odpowiedz powyżej tej linii)[^\n]{0,20}\s*[-#=]{2,}`,
    String.raw`#+-? ?please type your reply above this line ?-?#+`,
    String.raw`.{0,20}reply above this line.{0,20}`,
  ],
  String.raw`)\s*$`,
);

/** A line that introduces a forwarded mail: what follows belongs to the message and is never cut. */
export const FORWARD_MARKER = phrase(
  String.raw`^[\s>*]*(?:`,
  [
    String.raw`[-_=*—–‐‑‒―]{2,}\s*(?:forwarded (?:message|by|mail)|weitergeleitete (?:nachricht|mail)|anfang der weitergeleiteten|message (?:transféré|transmis|réexpédié)|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|messaggio (?:inoltrato|originale inoltrato)|doorgestuurd bericht|przekazana wiadomość|treść przekazanej wiadomości|vidarebefordrat (?:meddelande|brev)|videresendt (?:meddelelse|melding|besked)|edelleenlähetetty|välitetty viesti|пересылаемое сообщение|пересланное сообщение|přeposlaná zpráva|iletilmiş (?:ileti|mesaj)|yönlendirilen|továbbított üzenet|转发的(?:邮件|信件|消息)|轉寄的?(?:郵件|信件)|已转发|轉寄郵件|転送(?:された)?メッセージ|전달된 ?(?:메시지|메일))`,
    String.raw`(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)|inizio messaggio inoltrato|begin doorgestuurd bericht|początek przekazywanej wiadomości|vidarebefordrat brev|start på videresendt|välitetty viesti alkaa|начало переадресованного сообщения|начало пересылаемого сообщения|začátek přeposílané zprávy|iletilen iletinin başlangıcı|下面是被转发的邮件|開始轉寄郵件|以下は転送されたメッセージ|전달된 메시지 시작)\s*[:：]?\s*$`,
  ],
  String.raw`)`,
);

const FROM =
  'from|von|de|da|van|od|från|fra|lähettäjä|от|от кого|від|kimden|gönderen|feladó|de la|από|发件人|發件人|寄件者|寄件人|差出人|送信者|보낸 ?사람|발신|발신자|发送人|expéditeur|mittente|remitente|afzender|avsändare|afsender|avsender|odesílatel|nadawca|отправитель|από|מאת|من|از|từ|จาก|saatja|nuo|sūtītājs|dari|šalje|šalje se|od koga|pošiljatelj|odosielateľ|expeditor|від|bởi';
const WHEN =
  'sent|date|gesendet|datum|envoyé|envoyé le|date d.envoi|enviado|enviado el|enviada|enviado em|enviada em|fecha|data|inviato|verzonden|wysłano|wysłane|skickat|skickades|dato|sendt|päivämäärä|lähetetty|дата|отправлено|надіслано|odesláno|datum odeslání|gönderildi|gönderilme tarihi|tarih|elküldve|dátum|发送时间|发送日期|傳送時間|寄件日期|日期|時間|时间|送信日時|日付|日時|보낸 ?날짜|날짜|trimis|quando|sent at|received|date sent|στάλθηκε|ημερομηνία|נשלח|תאריך|تم الإرسال|تاريخ|التاريخ|đã gửi|ngày|ส่ง|วันที่|изпратено|poslano|poslato|datum slanja|saadetud|kuupäev|išsiųsta|nosūtīts|datums|dikirim|tanggal|odoslané|enviat|data d.enviament|ارسال شده|dátum odoslania|送信時間';
const TO =
  'to|an|à|a|para|per|aan|do|till|til|vastaanottaja|кому|komu|kime|alıcı|címzett|către|收件人|收件者|宛先|받는 ?사람|받은 ?사람|수신|수신자|destinataire|destinatario|destinatário|ontvanger|mottagare|modtager|adresát|adresat|получатель|kime|προς|אל|إلى|به|đến|ถึง|до|prima|za|saaja|kam|kepada|primatelj|pre|per a|किसको';
const SUBJECT =
  'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|ämne|emne|aihe|тема|předmět|predmet|konu|tárgy|subiect|主题|主題|主旨|件名|제목|re|sujet|θέμα|נושא|الموضوع|موضوع|chủ đề|tiêu đề|เรื่อง|относно|naslov|zadeva|teema|tēma|subjekt|assumpte|efni';
const OTHER =
  'cc|bcc|kopie|copie|copia|cópia|kopia|kopi|kopio|копия|dw|bilgi|másolatot kap|抄送|副本|참조|reply-to|antwort an|importance|priorität|wichtigkeit|organization|organisation|attachments|anlagen|pièces jointes|répondre à|responder a|cc:|kopia|vedhæftet|priority|message-id|newsgroups';

const field = (names: string): RegExp =>
  new RegExp(`^[\\s>*_|]*(?:${names})\\s?[*_]*\\s?[:：][*_]*(?:\\s|$|[<"'\\p{L}\\d])`, 'iu');
export const HEADER_FROM = field(FROM);
export const HEADER_WHEN = field(WHEN);
export const HEADER_TO = field(TO);
export const HEADER_SUBJECT = field(SUBJECT);
export const HEADER_OTHER = field(OTHER);
