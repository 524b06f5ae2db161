/** How mail programs introduce what they quote, in the languages people write. One line per habit. */

/** Words an attribution starts with ("On Monday …", "Am 5. März …"), so that one broken over several lines is recognised. */
export const ATTRIBUTION_START =
  /^\W{0,3}(?:on|am|le|el|em|no dia|na data|a|à|il(?: giorno)?|op|w dniu|dnia|den|d\.|dne|dňa|på|pe|la data|în data|στις|dana|на|в|у|от|le|al|tanggal|pada|vào|at|van|von|from|quoting|zitat von|citando|citerar|in (?:the )?message|in reply to|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|pon|wt|śr|czw|pt|sob|niedz|man|tir|tis|ons|tor|fre|lør|lör|søn|sön|ma|ti|ke|to|pe|la|su|пн|вт|ср|чт|пт|сб|вс|po|út|st|čt|pá|so|ne|pzt|sal|çar|per|cum|cmt|paz)[a-zа-яěščřžýáíéúůćłńóśźżäöåøæéèê]*[.,]? |\d{4}[-/.年]|\d{4}년|\d{1,2}[-/. ]|.{0,60}在\s?\d|.{0,60}於\s?\d|.{0,80}<[^<>\s]+@|"?[\p{L} .,'"-]{2,60}"? (?:schrieb|skrev|kirjoitti))/iu;

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
  /^(?:-{2,}\s?)?on .{10,200} wrote\s?-{2,}$/iu,
  /^(?:in (?:the )?(?:article|message)|in reply to) .{5,150} (?:wrote|writes)\s?[:：]$/iu,
];

/** A line that separates the answer from the mail answered. */
export const ORIGINAL_SEPARATOR =
  /^[\s>*]*(?:[-_=*—–‐‑‒―]{2,}\s*(?:original (?:message|e-?mail|nachricht|appointment)|reply message|antwort nachricht|replied message|ursprüngliche (?:nachricht|e-?mail|mail)|originalnachricht|original-?nachricht|message (?:d.origine|original|initial)|courriel original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|origineel bericht|wiadomość oryginalna|oryginalna wiadomość|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|исходное сообщение|оригинальное сообщение|пересылаемое письмо|původní (?:zpráva|e-?mail)|pôvodná správa|özgün ileti|orijinal (?:mesaj|ileti)|eredeti üzenet|原始(?:邮件|郵件|信件)|原邮件|回复的原邮件|元のメッセージ|원본 ?(?:메시지|메일)|originele bericht|izvorna poruka|mesaj original)\s*[-_=*—–‐‑‒―]{2,}|-{2,}\s*(?:reply above this line|please reply above this line|bitte (?:über|oberhalb) dieser (?:linie|zeile) antworten)\s*-{2,}|#+-? ?please type your reply above this line ?-?#+|.{0,20}reply above this line.{0,20})\s*$/iu;

/** A line that introduces a forwarded mail: what follows belongs to the message and is never cut. */
export const FORWARD_MARKER =
  /^[\s>*]*(?:[-_=*—–‐‑‒―]{2,}\s*(?:forwarded (?:message|by|mail)|weitergeleitete (?:nachricht|mail)|anfang der weitergeleiteten|message (?:transféré|transmis|réexpédié)|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|messaggio (?:inoltrato|originale inoltrato)|doorgestuurd bericht|przekazana wiadomość|treść przekazanej wiadomości|vidarebefordrat (?:meddelande|brev)|videresendt (?:meddelelse|melding|besked)|edelleenlähetetty|välitetty viesti|пересылаемое сообщение|пересланное сообщение|přeposlaná zpráva|iletilmiş (?:ileti|mesaj)|yönlendirilen|továbbított üzenet|转发的(?:邮件|信件|消息)|轉寄的?(?:郵件|信件)|已转发|轉寄郵件|転送(?:された)?メッセージ|전달된 ?(?:메시지|메일))|(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)|inizio messaggio inoltrato|begin doorgestuurd bericht|początek przekazywanej wiadomości|vidarebefordrat brev|start på videresendt|välitetty viesti alkaa|начало переадресованного сообщения|начало пересылаемого сообщения|začátek přeposílané zprávy|iletilen iletinin başlangıcı|下面是被转发的邮件|開始轉寄郵件|以下は転送されたメッセージ|전달된 메시지 시작)\s*[:：]?\s*$)/iu;

const FROM =
  'from|von|de|da|van|od|från|fra|lähettäjä|от|от кого|від|kimden|gönderen|feladó|de la|από|发件人|發件人|寄件者|寄件人|差出人|送信者|보낸 ?사람|发送人|expéditeur|mittente|remitente|afzender|avsändare|afsender|avsender|odesílatel|nadawca|отправитель';
const WHEN =
  'sent|date|gesendet|datum|envoyé|envoyé le|date d.envoi|enviado|enviado el|enviada|enviado em|enviada em|fecha|data|inviato|verzonden|wysłano|wysłane|skickat|skickades|dato|sendt|päivämäärä|lähetetty|дата|отправлено|надіслано|odesláno|datum odeslání|gönderildi|gönderilme tarihi|tarih|elküldve|dátum|发送时间|发送日期|傳送時間|寄件日期|日期|時間|时间|送信日時|日付|日時|보낸 ?날짜|날짜|trimis|quando|sent at|received|date sent';
const TO =
  'to|an|à|a|para|per|aan|do|till|til|vastaanottaja|кому|komu|kime|alıcı|címzett|către|收件人|收件者|宛先|받는 ?사람|destinataire|destinatario|destinatário|ontvanger|mottagare|modtager|adresát|adresat|получатель|kime';
const SUBJECT =
  'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|ämne|emne|aihe|тема|předmět|predmet|konu|tárgy|subiect|主题|主題|主旨|件名|제목|re|sujet';
const OTHER =
  'cc|bcc|kopie|copie|copia|cópia|kopia|kopi|kopio|копия|dw|bilgi|másolatot kap|抄送|副本|참조|reply-to|antwort an|importance|priorität|wichtigkeit|organization|organisation|attachments|anlagen|pièces jointes|répondre à|responder a|cc:|kopia|vedhæftet|priority|message-id|newsgroups';

const field = (names: string): RegExp =>
  new RegExp(`^[\\s>*_|]*(?:${names})\\s?[*_]*\\s?[:：][*_]*(?:\\s|$|[<"'\\p{L}\\d])`, 'iu');
export const HEADER_FROM = field(FROM);
export const HEADER_WHEN = field(WHEN);
export const HEADER_TO = field(TO);
export const HEADER_SUBJECT = field(SUBJECT);
export const HEADER_OTHER = field(OTHER);

/** What phones and programs add under a mail. The whole line must be it, so that a sentence is never mistaken for it. */
export const DEVICE_LINE =
  /^[\s*_]*(?:(?:sent|send|written|typed) (?:from|via|with|on|by|using) (?:(?:my|the|a|an) )?(?!desk\b|home\b|work\b|office\b)[\p{L}\d][\p{L}\d.'’&+/®™ -]{1,60}(?:[, ]+(?:please )?(?:excuse|sorry|forgive)[^\n]{0,60})?|sent from (?:mail|outlook|yahoo mail|samsung|windows mail|aol)[\p{L}\d.' ]{0,50}|get (?:outlook|bluemail|the)[\p{L}\d.' ]{1,40}|sent with [\p{L}\d.'® ]{2,40}(?:\(?https?:\S+|<\S+>)?|(?:von|aus) (?:meinem|unserem|meiner|dem|der|yahoo|mail|outlook)[\p{L}\d.+&®™ -]{0,50} (?:gesendet|verschickt|versendet|geschrieben)|(?:gesendet|versendet|verschickt|verfasst|geschrieben) (?:von|mit|aus|über|via|per)(?: (?:meinem|meiner|der|dem|unserem))? [\p{L}\d][\p{L}\d.+&®™ -]{1,60}|diese nachricht wurde von mein[\p{L}\d. -]{3,80} gesendet|holen sie sich outlook[\p{L} ]{0,20}|outlook für (?:ios|android)(?: beziehen)?|envoyé (?:de(?:puis)?|à partir|avec|par|via)(?: (?:de )?(?:mon|ma|l.|un|le))?[\p{L}\d.'’+ -]{1,60}|télécharge[rz] outlook[\p{L} ]{0,20}|obtenez outlook[\p{L} ]{0,20}|enviado (?:desde|de|do|da|a partir|con|com|pelo|via)(?: (?:mi|mis|meu|minha|el|o|la))?[\p{L}\d.'’+ -]{1,60}|obtener outlook[\p{L} ]{0,20}|obter o outlook[\p{L} ]{0,20}|inviato (?:da|dal|con|tramite)(?:l'| (?:mio|mia|il))?[\p{L}\d.'’+ -]{1,60}|ottieni outlook[\p{L} ]{0,20}|scarica outlook[\p{L} ]{0,20}|(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|van|met|via)(?: (?:mijn|een))?[\p{L}\d.'’+ -]{1,60}|outlook voor (?:ios|android)[\p{L} ]{0,20}|(?:wysłano|wysłane) (?:z|ze|za pomocą)(?: (?:mojego|mojej|telefonu))?[\p{L}\d.'’+ -]{1,60}|pobierz (?:aplikację )?outlook[\p{L} ]{0,20}|skicka[td]e?s? (?:från|med|via)(?: (?:min|mitt))?[\p{L}\d.'’+ -]{1,60}|hämta outlook[\p{L} ]{0,20}|(?:sendt|afsendt) (?:fra|med|via)(?: (?:min|mit|mitt))?[\p{L}\d.'’+ -]{1,60}|(?:hent|få) outlook[\p{L} ]{0,20}|lähetetty [\p{L}\d.'’+: -]{2,60}|hanki outlook[\p{L} ]{0,20}|отправлено (?:с|из|со|через)(?: (?:моего|моей|мобильной))?[\p{L}\d.'’+ -]{1,60}|посл?ано из[\p{L}\d.'’+ -]{1,60}|скачать outlook[\p{L} ]{0,20}|(?:odesláno|odoslané|posláno) z[e]?(?: (?:mého|mojho|mobilu))?[\p{L}\d.'’+ -]{1,60}|získat outlook[\p{L} ]{0,20}|[\p{L}\d.'’+ -]{2,40}(?:'?(?:den|dan|ımdan|imden|umdan|ümden|mdan|mden)) gönderildi|android için outlook[\p{L}’' ]{0,20}|ios için outlook[\p{L}’' ]{0,20}|elküldve [\p{L}\d.' ]{2,40}|trimis de pe [\p{L}\d.' ]{2,40}|发自(?:我的)?[\p{L}\d.' -]{2,40}|来自(?:我的)?[\p{L}\d.' -]{2,40}|从我的[\p{L}\d.' -]{2,40}发送|從我的[\p{L}\d.' -]{2,40}(?:傳送|发送|寄出)|(?:my )?[\p{L}\d.' -]{2,30}から送信(?:されました)?|[\p{L}\d.' -]{0,20}(?:나의|내) [\p{L}\d.' -]{2,30}에서 (?:보냄|보냈습니다)|[\p{L}\d.' -]{2,30}에서 보냄|yahoo mail: [\p{L}\d ,.]{5,60}|ne yahoo mail|diese e-?mail wurde von avast[^\n]{0,60}|virus-free\.[^\n]{0,60})[.!]?(?:\s*[<(\[]?https?:\/\/\S+[>)\]]?)?[\s*_]*$/iu;

/** Beginnings of legal notices. */
export const DISCLAIMER_START =
  /^[\s*_-]*(?:(?:confidentiality|legal|privacy|important|privileged) (?:notice|note|statement|information|disclaimer)|disclaimer\s*[:.]|confidential(?:ity)?\s*[:.]|notice of confidentiality|(?:this|the (?:information|contents?)[^\n]{0,40}(?:this|in)) (?:e-?mail|message|communication|transmission|electronic)[^\n]{0,120}(?:confidential|intended (?:only|solely)|privileged|may contain)|(?:this|the) (?:e-?mail|message|communication)(?: message)?,? (?:and|including|together|is intended|contains|may|is (?:confidential|strictly))|if you (?:are not|have received)[^\n]{0,40}(?:intended recipient|this (?:e-?mail|message)[^\n]{0,20}(?:in error|by mistake))|please consider the environment|(?:save|think of) (?:paper|the environment) before|diese (?:e-?mail|nachricht)[^\n]{0,80}(?:vertraulich|ist (?:nur|ausschließlich)|enthält)|der inhalt dieser (?:e-?mail|nachricht)|(?:wichtiger |rechtlicher )?hinweis\s*:[^\n]*(?:vertraulich|e-?mail)|ce (?:message|courriel|mail|courrier)[^\n]{0,80}(?:confidentiel|destin|peut contenir|contient|est établi)|(?:este|esta) (?:mensaje|correo|e-?mail|mensagem|comunicación)[^\n]{0,80}(?:confidencial|dirigid|destinad|contiene|contém|pode)|aviso (?:legal|de confidencialidad|de privacidad)|(?:questo messaggio|questa e-?mail|le informazioni contenute|il presente messaggio|la presente (?:e-?mail|comunicazione))[^\n]{0,100}(?:riservat|confidenzial|destinat|conten)|(?:dit (?:e-?mail)?bericht|deze e-?mail|de informatie)[^\n]{0,100}(?:vertrouwelijk|bestemd|uitsluitend)|(?:ta wiadomość|niniejsza wiadomość|treść tej wiadomości|informacje zawarte)[^\n]{0,100}(?:pouf|przeznaczon|zawiera)|(?:detta (?:e-?post)?meddelande|denne e-?mail|denne e-?post|denne meddelelse|tämä (?:sähköposti|viesti))[^\n]{0,100}(?:konfidentiel|fortrolig|avse|luottamuksel|beregnet)|(?:данное|это|настоящее) (?:сообщение|письмо|электронное)[^\n]{0,100}(?:конфиденциальн|предназначен)|(?:tato zpráva|tento e-?mail|obsah této)[^\n]{0,100}(?:důvěrn|určen)|bu (?:e-?posta|mesaj)[^\n]{0,120}(?:gizli|kişi)|本(?:邮件|郵件|电子邮件|メール)[^\n]{0,60}(?:保密|机密|機密|秘密)|이 (?:메일|메시지)[^\n]{0,60}(?:기밀|비밀))/iu;
