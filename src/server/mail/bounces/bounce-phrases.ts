import { LATE } from './bounce-words.ts';

/**
 * What mail systems write when they cannot deliver, in the words of real servers. Kept apart from the reading so that a new
 * server or language is one more line. A person's own words must never match: openings are tested against unquoted text only.
 */

/** Senders that are machines by their name. */
export const DAEMON_SENDER =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|post[-_]?master|postmaster[-_.].*|mdaemon|maildaemon|majordomo-owner|bounces?(?:[-+_.].*)?|double-bounce|mailsystem|mail[-_.]?system|microsoftexchange[0-9a-f]+|symantec.*|system-attendant|amavis.*|dsn|ndr|undelivered)$/i;
/** Names that machines and firms share (mail@ is the address of many a shop): believed only with another sign of a machine. */
export const DOUBTFUL_SENDER =
  /^(?:mailer|system|smtpd?|mail|mailadm|mailmaster|nobody|root|email-?system|delivery|gwia)$/i;
export const DAEMON_NAME =
  /mail(?:er)?[- ]?(?:delivery|daemon)|delivery (?:sub)?system|mail delivery|postmaster|system administrator|mail system|mail administrator|microsoft outlook$|internet mail (?:service|delivery)|delivery (?:failure|status)|mailsystem|mdaemon|systemadministrator|administrateur système|mailzustellung|unzustellbar/i;

/** First sentences and lasting marks of non-standard failure notices. */
export const BOUNCE_BODY = new RegExp(
  [
    'this is the (?:qmail-send|mail ?deliver|postfix|deliver) program',
    'message could not be delivered',
    'this is the mail system at host',
    'this is the postfix (?:program|mail system)',
    "i wasn't able to deliver your message",
    "i'm afraid i wasn't able",
    "i'm sorry to have to inform you",
    'this message was created automatically by (?:the )?mail delivery software',
    'a message that you sent (?:could not|has not|contained)',
    'a message (?:that )?you sent could not be delivered',
    '(?:this|following) message (?:has been|was|is being) (?:returned|undeliver)',
    'the (?:following|original) (?:addresses?|recipients?|message|e-?mail)[^.\\n]{0,60}(?:had (?:permanent|transient|delivery|fatal)|failed|could not be (?:reached|delivered)|undeliver|rejected|was not delivered|cannot be)',
    'your (?:message|e-?mail|mail)[^.\\n]{0,80}(?:did not reach|(?:could|can) ?not be (?:delivered|sent)|was not delivered|couldn.t be delivered|was(?:n.t| not) (?:able to be )?delivered|has been (?:blocked|rejected|returned|delayed)|was (?:rejected|undeliver|blocked)|is (?:undeliverable|delayed)|not delivered|has not been delivered|has encountered delivery)',
    'delivery to the following (?:recipients?|address)',
    'delivery (?:to|for)[^\\n]{0,80}(?:failed|has been delayed|unsuccessful|was not)',
    'delivery (?:has )?failed (?:to|permanently)',
    'unable to deliver (?:your |the |this )?(?:message|mail|e-?mail|following)',
    '(?:could|can) ?not deliver (?:your |the |this )?(?:message|mail|e-?mail|following)',
    'sorry,? (?:we were|your (?:message|mail)|i (?:was|have|couldn)|the)[^\\n]{0,60}(?:unable|cannot|could not|couldn|not)',
    'the (?:mail|message) (?:system|server|you sent)[^.\\n]{0,80}(?:could not|cannot|unable|failed|not)',
    'could not be delivered to',
    "couldn't be delivered",
    "wasn't delivered to",
    '----- the following addresses had',
    'transcript of session follows',
    '----- transcript of',
    'mail delivery failed',
    'message delivery failed',
    'undeliverable (?:mail|message|address|to)',
    'recipient address rejected',
    'unknown (?:user|recipient|address|mailbox)',
    'user unknown',
    'no such (?:user|mailbox|account|address|recipient|person)',
    "user(?:'s)? (?:mailbox|account|quota|inbox)",
    '(?:user|recipient|mailbox|account|address)[^\\n]{0,80}(?:does ?n.t exist|not exist|not found|not known|is unknown|is (?:disabled|full|inactive|unavailable|over quota)|over(?: ?the)? quota|has exceeded|unavailable|exceed|not listed|rejected|disabled)',
    'mailbox (?:is )?full',
    'quota exceeded',
    'over quota',
    'message (?:size )?exceeds',
    'message too (?:large|big)',
    'host (?:or domain name )?not found',
    'connection (?:refused|timed out)',
    'relay(?:ing)? (?:access )?denied',
    'rejected (?:by|your|the|for)',
    'remote (?:host|server|mail)[^\\n]{0,30} said',
    'smtp (?:error|server|reply)',
    'reason for (?:the )?(?:failure|problem|return)',
    'the reason (?:for|was|given|it)',
    'too many hops',
    'maximum retry',
    'will (?:keep trying|continue to (?:try|attempt)|be retried)',
    'you do not need to resend',
    'has not (?:yet )?been delivered',
    'being returned',
    'returned to (?:the )?sender',
    'non[- ]?delivery',
    'final-recipient:',
    'diagnostic[- ]code',
    'no valid recipients were found',
    'fatal (?:delivery )?errors?',
    'failure reasons? +-{3,}',
    '(?:maximum )?hop count exceeded',
    'an? error (?:has )?occurred while (?:attempting|trying) to deliver',
    '(?:message|mail) is delayed for',
    'could not be delivered',
    'had delivery problems',
    '(?:error|problem)s? (?:while )?deliver(?:ing|y of) your (?:mail|message)',
    'did not like our',
    'has been (?:postponed|aborted)',
    'not receive a copy of your message',
    'failed recipients',
    'undeliverable address',
    'fehler bei der (?:nachrichten)?(?:zustellung|übermittlung)',
    '(?:recapito|consegna)[^.\\n]{0,20}(?:non riuscit|fallit)',
    'falha na entrega',
    '(?:error|fallo) (?:de|en la) entrega',
    'no se (?:encontró|ha encontrado)',
    'não (?:foi|é|pôde)[^.\\n]{0,20}(?:entreg|encontrad)',
    'gick inte att leverera',
    'levering(?:en|er)?[^.\\n]{0,60}(?:mislykke?des|mislyktes)',
    'toimitus[^.\\n]{0,60}epäonnistui',
    'doručení[^.\\n]{0,60}(?:nezdařilo|selhalo)',
    'doručenie[^.\\n]{0,60}(?:nepodarilo|zlyhalo)',
    'kézbesítés[^.\\n]{0,40}(?:nem sikerült|sikertelen)',
    'παράδοση[^.\\n]{0,40}απέτυχε',
    'livrarea[^.\\n]{0,60}eșuat',
    'nu a putut fi (?:livrat|trimis|expediat)',
    'доставка[^.\\n]{0,60}(?:не выполнена|невозможна|не удалась)',
    '传递到以下',
    '(?:配信|送信)に失敗',
    '未能(?:送达|投递|发送)',
    'تعذر|فشل (?:في )?التسليم',
    'לא ניתן למסור|המסירה נכשלה',
    'diese (?:nachricht|e-?mail) wurde automatisch',
    '(?:konnte|kann|konnten)[^.\\n]{0,80}nicht (?:zugestellt|gesendet|übermittelt|ausgeliefert|erreicht)',
    'nicht zugestellt werden',
    'empfänger[^.\\n]{0,60}(?:unbekannt|existiert nicht|nicht erreicht|abgelehnt)',
    'postfach[^.\\n]{0,40}(?:voll|überschritten)',
    'unzustellbar',
    'fehler bei der (?:nachrichten)?zustellung',
    'n.a pas pu (?:être|etre|délivrer)',
    'n.a pas (?:été|ete) (?:remis|délivré|distribué)',
    'boîte (?:aux lettres|mail|de réception)[^.\\n]{0,40}pleine',
    'adresse[^.\\n]{0,40}(?:inconnue|inexistante|introuvable)',
    'utilisateur[^.\\n]{0,30}inconnu',
    'non remis',
    'échec de la remise',
    'ici le programme qmail',
    'votre message',
    'no (?:se )?(?:ha )?(?:podido|pudo|puede)[^.\\n]{0,40}(?:entreg|envi)',
    'no (?:existe|encontrad)',
    'buzón[^.\\n]{0,40}llen',
    'usuario desconocido',
    'no fue entregado',
    'não (?:pôde|pode|foi)[^.\\n]{0,40}(?:entreg|enviad)',
    'caixa (?:postal|de correio|de entrada)[^.\\n]{0,40}cheia',
    'usuário[^.\\n]{0,40}(?:desconhecido|inexistente|não)',
    'destinatário[^.\\n]{0,40}(?:inexistente|não|desconhecido)',
    '(?:non (?:è stato possibile|può essere|è stato)|impossibile)[^.\\n]{0,40}(?:recapit|consegn|inviar)',
    'casella[^.\\n]{0,40}piena',
    'utente[^.\\n]{0,40}(?:sconosciuto|inesistente)',
    'indirizzo[^.\\n]{0,40}(?:inesistente|non)',
    '(?:kon|kan|konden)[^.\\n]{0,60}niet[^.\\n]{0,30}(?:bezorgd|afgeleverd|afleveren|bezorgen)',
    'postvak[^.\\n]{0,30}vol',
    'onbekende (?:gebruiker|ontvanger)',
    'nie (?:można|mogła?|został[ao]?|udało się)[^.\\n]{0,40}(?:dostarcz|doręcz)',
    'skrzynka[^.\\n]{0,30}(?:pełna|przepełniona)',
    'nieznany (?:użytkownik|odbiorca|adres)',
    'kunde inte (?:levereras|nå)',
    'kunne ikke (?:leveres|sendes)',
    'ei voitu toimittaa',
    'postilaatikko[^.\\n]{0,20}täynnä',
    'не (?:удалось|может быть|было|был[оа]?)[^.\\n]{0,40}(?:доставлен|доставить)',
    'ящик[^.\\n]{0,40}(?:переполнен|заполнен|не существует|недоступен)',
    '(?:пользовател|адрес|получател)[^.\\n]{0,50}(?:не существует|не найден|неизвестен|заблокирован)',
    'nelze doručit',
    'nebyl[ao]? doručen',
    'nemohla? být doručen',
    'schránka[^.\\n]{0,30}pln',
    'neznámý (?:uživatel|příjemce)',
    'teslim edilemedi',
    'iletilemedi',
    'posta kutusu[^.\\n]{0,30}dolu',
    '无法(?:投递|送达|传递|发送|递送)',
    '無法(?:傳遞|遞送|投遞|送達)',
    '退(?:信|回)',
    '用户不存在',
    '邮箱(?:已满|不存在)',
    '(?:配信|送信|お届け|配達)(?:できません|できなかった|されません|に失敗)',
    '宛先(?:が|の|メール)[^。\\n]{0,30}(?:見つかりません|存在しません|間違|ありません)',
    '届きませんでした',
    'ユーザー?が(?:見つかりません|存在しません)',
    '(?:전송|배달|전달)(?:하지|되지|할 수)',
    '메일함',
    '존재하지 않',
  ].join('|'),
  'i',
);

/** Openings so particular to a mail system that no person starts a letter with them. */
export const UNMISTAKABLE_OPENING =
  /^\W*(?:hi\. this is the (?:qmail-send|deliver|mail)|this is the (?:mail system at host|postfix program|qmail-send)|this message was created automatically by (?:the )?mail delivery|this is an automatically generated delivery status|the original message was received at .+\n(?:.*\n)?from |this report relates to a message you sent|your message did not reach some or all|your message\s+to:[\s\S]{0,200}was not delivered|a message that you sent could not be delivered to one or more|diese nachricht wurde automatisch (?:von|vom) (?:der |einer )?mail|sorry,? we were unable to deliver your message|delivery to the following recipients? failed|delivery has failed to these recipients|\*\*\* ?attention|bonjour\. ici le programme qmail)/i;

/** How people begin a letter; the greetings of machines ("Hi. This is the qmail-send program") end in a full stop or go on. */
export const GREETING =
  /^\W*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|day)|hallo|guten (?:tag|morgen)|sehr geehrte|liebe[rs]?|moin|bonjour|cher|chère|hola|estimad[oa]s?|buenos días|olá|prezad[oa]s?|bom dia|ciao|buongiorno|gentile|beste|geachte|goedendag|dzień dobry|szanown|hej|hei|kära|kjære|kære|dobrý den|merhaba|sayın|tisztelt|szia|здравствуйте|добрый день|уважаем)(?![\p{L}])[^\n.:]{0,60}[,!]|hi\s*\n|hello\s*\n|hallo\s*\n)(?!\s*this is the )/iu;

/** Words of a notice that reports success (RFC 3461 NOTIFY=SUCCESS), which is no bounce. */
export const SUCCESS_WORDS =
  /\((?:success|relay(?:ed)?)\)|^\W*(?:delivered|relayed|expanded|zugestellt|weitergeleitet|remis|entregado|entregue|consegnato|relayé)\s?:|success(?:ful|fully)? (?:mail )?deliver(?:y|ed)|delivery (?:was|is) (?:successful|complete)|(?:was|been|were) successfully (?:delivered|relayed|sent)|erfolgreich zugestellt/i;

/** Where the notice ends and the returned mail begins. */
export const RETURNED_MARKER =
  /^[ >]*(?:-{2,} ?(?:below this line is|this is a copy|enclosed is|the header of the original|the body of the message|original message|message header|returned message|unsent message|undelivered message|forwarded message|start of message|ursprüngliche nachricht|message original|unten(?:stehend)?|end of smtp|original mail|mensaje original|messaggio originale|исходное сообщение)|-{3,} this is a copy|the (?:first \d+ (?:lines|bytes|kbytes) of the )?(?:original|returned) message (?:follows|headers? follow|is attached)|original message (?:follows|headers?(?: follow)?)\s*:?\s*$|message (?:header|text) follows|received:\s+from|return-path:\s*<|x-original-message|original (?:mail|e-?mail) (?:header|follows)|the text (?:you sent|of your message)|copy of (?:the|your) message|message headers follow|here is your returned mail|begin original message|content-type: message\/rfc822)/im;

/** Words of a notice that only says: still trying. */
export const DELAY_WORDS = new RegExp(
  /(?:warning message only|this is (?:just|only) a warning|advisory-only|has been (?:postponed|deferred)|delivery attempts will continue|(?:will|shall) (?:keep trying|continue (?:to (?:try|attempt)|trying)|be retried|retry|try again)|you do not need to resend|not yet been delivered|has been delayed|is delayed|delivery (?:is|was|has been) (?:temporarily )?delayed|delivery status notification \(delay\)|still (?:being )?(?:tr(?:y|ied)|attempt|retr)|temporary (?:delivery )?(?:problem|failure|error)s?[^.\n]{0,40}(?:will|retry)|in der warteschlange|wird weiterhin versucht|verzöger|remise (?:différée|retardée)|retrasad|atrasad|ritardat|vertraagd|opóźni|задерж|zpožd|gecik|遅延|延迟|延遲|지연|could not send message for past|could still not be delivered|action: delayed)/
    .source + `|${LATE}`,
  'i',
);

/** What a machine wants that asks whoever wrote to it to prove himself (TMDA, Boxbe, Spam Arrest): nothing failed. */
export const CHALLENGE_WORDS =
  /(?:is|has been) (?:being )?held (?:until|because|for)|awaiting (?:your )?(?:confirmation|verification|approval)|reply to this (?:message|e-?mail) to (?:confirm|release|deliver)|verify (?:that )?you|(?:click|follow)[^.\n]{0,80}to (?:have it delivered|deliver|verify|confirm|release)|quarantin|quarantäne|cuarentena|quarantaine|karantän/i;
