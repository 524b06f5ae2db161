import type { Bounce } from './bounce.ts';

/** What kind of mail this is, before anyone looks at what it says. */
export type MailClass =
  | 'human'
  | 'auto-reply'
  | 'temporary-bounce'
  | 'permanent-bounce'
  | 'list'
  | 'own-loop'
  | 'calendar'
  | 'spam';

/**
 * What happens to a mail of a class:
 * - `open`: may it open a new case when it belongs to none?
 * - `thread`: is it shown in the case it belongs to? ('state' = only as the delivery state of the mail we sent)
 * - `reopen`: does it wake a closed or snoozed case?
 * - `stopClock`: does it count as the customer's word (starts a response clock, ends waiting for the customer)?
 * - `notify`: is the assignee told?
 * - `acknowledge`: may an automatic answer be sent (RFC 3834)?
 */
export type ClassRule = {
  open: boolean;
  thread: boolean | 'state';
  reopen: boolean;
  stopClock: boolean;
  notify: boolean;
  acknowledge: boolean;
};

/** The one table. Every decision about a class is a column here and nowhere else. */
// prettier-ignore
export const MAIL_CLASSES: Readonly<Record<MailClass, Readonly<ClassRule>>> = {
  //                    may open a case  shown in its case  wakes the case  customer's word   tell assignee  may be answered
  'human':            { open: true,      thread: true,      reopen: true,   stopClock: true,  notify: true,  acknowledge: true  },
  'auto-reply':       { open: true,      thread: true,      reopen: false,  stopClock: false, notify: false, acknowledge: false },
  'temporary-bounce': { open: false,     thread: 'state',   reopen: false,  stopClock: false, notify: false, acknowledge: false },
  'permanent-bounce': { open: false,     thread: 'state',   reopen: true,   stopClock: false, notify: true,  acknowledge: false },
  'list':             { open: true,      thread: true,      reopen: true,   stopClock: true,  notify: true,  acknowledge: false },
  'own-loop':         { open: false,     thread: false,     reopen: false,  stopClock: false, notify: false, acknowledge: false },
  'calendar':         { open: true,      thread: true,      reopen: true,   stopClock: false, notify: true,  acknowledge: false },
  'spam':             { open: true,      thread: true,      reopen: false,  stopClock: false, notify: false, acknowledge: false },
};

/** The facts of a mail the decision needs; a parsed mail has all of them. `text` should be without quoted parts. */
export type MailFacts = {
  headers: Readonly<Record<string, readonly string[]>>;
  from: { address: string; name: string } | null;
  replyTo: readonly { address: string }[];
  returnPath: string | null;
  subject: string;
  text: string;
  contentType: string;
  autoSubmitted: string | null;
  calendar: { method: string } | null;
  report: { type: string } | null;
};

/** What only the caller knows: our own addresses, whether our signature verifies on the mail's own Message-ID, the bounce. */
export type MailSurroundings = { ownAddresses: readonly string[]; ownMessageId: boolean; bounce: Bounce | null };

export type Classification = { class: MailClass; rule: Readonly<ClassRule>; reason: string };

/**
 * Decides the class of a mail; the first rule that applies wins, in the order written. `reason` says in words which.
 * A web form that writes in our own name counts as human when it names somebody else in Reply-To.
 */
export function classifyMail(mail: MailFacts, surroundings: MailSurroundings): Classification {
  if (surroundings.ownMessageId) return decide('own-loop', 'carries a Message-ID that we signed');
  const bounce = surroundings.bounce;
  if (bounce)
    return decide(
      bounce.hardness === 'temporary' ? 'temporary-bounce' : 'permanent-bounce',
      `delivery failed with status ${bounce.status}`,
    );
  if (isOwnVoice(mail, surroundings.ownAddresses)) return decide('own-loop', 'comes from one of our own addresses');
  const spam = spamSign(mail.headers);
  if (spam) return decide('spam', spam);
  const calendar = calendarSign(mail);
  if (calendar) return decide('calendar', calendar);
  const automatic = automaticSign(mail);
  if (automatic) return decide('auto-reply', automatic);
  const list = listSign(mail.headers, surroundings.ownAddresses);
  if (list) return decide('list', list);
  return decide('human', 'nothing says that a machine wrote it');
}

function decide(name: MailClass, reason: string): Classification {
  return { class: name, rule: MAIL_CLASSES[name], reason };
}

function isOwnVoice(mail: MailFacts, ownAddresses: readonly string[]): boolean {
  const own = new Set(ownAddresses.map((address) => address.toLowerCase()));
  if (!own.has(withoutTag(mail.from?.address ?? ''))) return false;
  return mail.replyTo.every((entry) => own.has(withoutTag(entry.address)));
}

function withoutTag(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}

function spamSign(headers: MailFacts['headers']): string | null {
  const first = (name: string): string => headers[name]?.[0]?.trim() ?? '';
  if (
    /^(yes|true|spam)/i.test(first('x-spam-flag')) ||
    /^yes\b/i.test(first('x-spam')) ||
    /^(yes|true)/i.test(first('x-barracuda-spam-flag'))
  )
    return 'marked as spam by a filter';
  if (/^yes\b/i.test(first('x-spam-status'))) return 'marked as spam by a filter';
  if (/\bSFV:(SPM|SKB)\b/.test(first('x-forefront-antispam-report'))) return 'marked as spam by Exchange';
  if (Number(first('x-ms-exchange-organization-scl') || '0') >= 6) return 'marked as spam by Exchange';
  if (/^(reject|add header|rewrite subject)/i.test(first('x-rspamd-action'))) return 'marked as spam by a filter';
  if (
    /^(spam|yes)/i.test(first('x-gm-spam')) ||
    first('x-mailru-spam') !== '' ||
    /^spam/i.test(first('x-yandex-spam')) ||
    first('x-yandex-spam') === '4'
  )
    return 'marked as spam by the provider';
  return null;
}

function calendarSign(mail: MailFacts): string | null {
  if (!mail.calendar) return null;
  const method = mail.calendar.method.toUpperCase();
  return ['REQUEST', 'REPLY', 'CANCEL', 'COUNTER', 'DECLINECOUNTER', 'ADD', 'REFRESH'].includes(method)
    ? `calendar ${method.toLowerCase()}`
    : null;
}

/** Subjects of absence notes and receipts in the languages of the big mail programs. A person's "Re:" before it does not count. */
const AUTOMATIC_SUBJECT =
  /^\W*(?:auto(?:matic|mated|mated email)?[- ]?(?:reply|response|respond|svar|antwort|answer)|automatic reply|autoreply|auto-?generated|out[- ]of[- ](?:the[- ])?office[ -](?:auto|reply|response|message|notification)|away from (?:my|the) (?:mail|office|desk)|i am (?:out of|away)|automatische (?:antwort|rückantwort|abwesenheit)|abwesenheits(?:notiz|nachricht|assistent|meldung|agent)|réponse automatique|message d.absence|respuesta automática|resposta automática|risposta automatica|automatisch(?: |e )antwoord|afwezigheids(?:bericht|assistent|melding)|autosvar|automatiskt svar|automatisk svar|frånvaromeddelande|fraværs(?:besked|melding|assistent)|automaattinen vastaus|poissaoloilmoitus|odpowiedź automatyczna|automatyczna odpowiedź|автоматический ответ|автоответ|automatická odpověď|otomatik (?:yanıt|cevap)|automatikus válasz|răspuns automat|αυτόματη απάντηση|自动(?:回复|答复)|自動(?:返信|応答|回覆|回復)|不在(?:通知|のお知らせ)|자동 ?(?:회신|응답)|automatiline vastus|automātiska atbilde|automatinis atsakymas|samodejni odgovor|automatski odgovor|resposta automàtica|автоматична відповідь|автоматичен отговор|автоматска порука|automatická odpoveď|avtomatski odgovor|מענה אוטומטי|תשובה אוטומטית|رد تلقائي|الرد التلقائي|پاسخ خودکار|ตอบกลับอัตโนมัติ|trả lời tự động|thư trả lời tự động|balasan otomatis|automatsko obaveštenje|sjálfvirkt svar)/i;

/** Words a person uses about an absence too: in a subject they count alone, before the subject answered, or with its end. */
const ABSENCE_SUBJECT =
  /^\W*(?:auto(?=\s*:\s*(?:re|aw|sv|out|away|abwes|vacation|holiday|on leave)\b)|ooo|out[- ]of[- ](?:the[- ])?office|on (?:annual |maternity |parental |sick )?(?:leave|vacation|holiday)|vacation (?:reply|response|notice|message)|abwesen(?:d|heit)|nicht im (?:büro|haus)|absence du bureau|absente? du bureau|fuera de (?:la )?oficina|ausente|ausência temporária|fora do escritório|fuori (?:sede|ufficio)|assente|afwezig(?:heid)?|niet aanwezig|frånvaro|frånvarande|fraværs?|fraværende|ikke på kontoret|poissa(?:olo)?|nieobecn[oaey]\p{L}{0,5}|меня нет|mimo kancelář|ofis dışında|부재 ?중)(?=\s*(?:[:：!.\-–—([|]|$|(?:bis|vom|ab|until|till|through|from|hasta|jusqu|fino|até|tot|do|t\.?o\.?m|til|до|re\b|aw\b)))/iu;

const AUTOMATIC_OPENING =
  /^\W*(?:[^\n]{0,80}\n\s*)?(?:\*+\s*)?(?:this is an? (?:auto(?:matic|mated|matically)(?:[- ]generated)?|auto-?reply) (?:re(?:ply|sponse)|message|e-?mail|notification|acknowledg)|dies ist eine automatisch (?:generierte|erstellte|versendete)|ceci est (?:une réponse|un (?:message|e-?mail|courriel)) automatique|este es un (?:mensaje|correo) automático|esta é uma (?:mensagem|resposta) automática|questo è un messaggio automatico|dit is een automatisch)/i;

/** A note of absence in the first person: both the absence and what happens meanwhile, and no question. */
const ABSENCE =
  /\b(?:i am|i'm|i will be) (?:currently |presently )?(?:out of (?:the )?office|away|on (?:annual |maternity |parental |sick )?(?:leave|vacation|holiday))|ich bin (?:derzeit |momentan |zurzeit |vom |bis |ab )[^.?\n]{0,60}(?:nicht (?:im (?:büro|haus)|erreichbar)|abwesend|außer haus)|je suis (?:actuellement )?absent|estoy (?:fuera de la oficina|ausente)|estou (?:ausente|fora do escritório)|sono (?:assente|fuori ufficio)|ik ben (?:momenteel |van )?[^.?\n]{0,40}afwezig/i;
const MEANWHILE =
  /limited access|no access to (?:my )?e-?mail|(?:reply|respond|get back to you|answer)[^.\n]{0,60}(?:return|back|as soon as)|upon my return|(?:urgent|emergenc)[^.\n]{0,80}contact|dringend|wird nicht (?:weitergeleitet|gelesen)|nach meiner rückkehr|en cas d.urgence|à mon retour|caso de urgencia|a mi (?:regreso|vuelta)|em caso de urgência|in caso di urgenza|al mio rientro|dringende/i;

function automaticSign(mail: MailFacts): string | null {
  const headers = mail.headers;
  const first = (name: string): string => headers[name]?.[0]?.trim().toLowerCase() ?? '';
  if (mail.autoSubmitted !== null) return `Auto-Submitted: ${mail.autoSubmitted}`;
  if (mail.report?.type === 'disposition-notification') return 'read receipt';
  if (mail.report?.type === 'feedback-report') return 'abuse report';
  if (mail.contentType === 'multipart/report') return 'delivery receipt';
  for (const name of [
    'x-autoreply',
    'x-autorespond',
    'x-autoresponder',
    'x-auto-reply',
    'x-autoreply-from',
    'x-mail-autoreply',
    'x-autogenerated',
    'x-vacation',
    'auto-replied',
    'x-fc-machinegenerated',
  ]) {
    const value = first(name);
    if (value !== '' && !/^(no|false|0)$/.test(value)) return `${name} header`;
  }
  if (
    /^(auto[-_]?reply|autoreply|vacation)$/.test(first('precedence')) ||
    /^auto[-_]?reply$/.test(first('x-precedence')) ||
    /^auto[-_]?reply$/.test(first('preference'))
  )
    return 'Precedence header';
  if (first('x-post-messageclass').startsWith('9') || first('x-ms-exchange-inbox-rules-loop') !== '')
    return 'written by a mailbox rule';
  if (/auto-?respond/.test(first('delivered-to'))) return 'sent by an autoresponder';
  if (isAutomaticSubject(mail.subject, mail.text)) return 'subject of an automatic reply';
  if (mail.text.length < 1500 && AUTOMATIC_OPENING.test(mail.text)) return 'opens like an automatic reply';
  if (
    mail.text.length < 1500 &&
    !mail.text.includes('?') &&
    ABSENCE.test(mail.text.slice(0, 300)) &&
    MEANWHILE.test(mail.text)
  )
    return 'reads like a note of absence';
  if (mail.returnPath === '') return 'null sender';
  return null;
}

/** Nobody asks a question in the subject of an automatic reply, nor below words of absence unless he says what to do meanwhile. */
function isAutomaticSubject(subject: string, text: string): boolean {
  if (isForwardSubject(subject) || /[?？]\s*$/.test(subject)) return false;
  if (AUTOMATIC_SUBJECT.test(subject)) return true;
  return ABSENCE_SUBJECT.test(subject) && (!/[?？]/.test(text) || MEANWHILE.test(text));
}

function isForwardSubject(subject: string): boolean {
  return /^\s*(fwd?|wg|tr|rv|enc|i|vl|pd|fs|вс|转发|轉寄)\s*:/i.test(subject);
}

function listSign(headers: MailFacts['headers'], ownAddresses: readonly string[]): string | null {
  const first = (name: string): string => headers[name]?.[0]?.trim().toLowerCase() ?? '';
  const identity = `${first('list-id')} ${first('list-post')} ${first('x-mailing-list')} ${first('mailing-list')}`;
  // Our own mailbox may itself be a group; its members' mail is ordinary mail.
  const ours = ownAddresses.some(
    (address) =>
      identity.includes(address.toLowerCase()) || identity.includes(`<${address.toLowerCase().replace('@', '.')}>`),
  );
  if (ours) return null;
  if (identity.trim() !== '') return 'mailing list';
  if (/^(list|bulk|junk)$/.test(first('precedence'))) return `Precedence: ${first('precedence')}`;
  if (first('list-unsubscribe') !== '') return 'can be unsubscribed from';
  if (first('feedback-id') !== '' && first('x-campaign') + first('x-campaignid') + first('x-mailer-campaign') !== '')
    return 'campaign';
  return null;
}

/**
 * May an automatic answer (receipt, survey, absence note) go to this mail? RFC 3834 section 2 seen from the answering side:
 * never to machines, lists, null senders, role addresses of machines, nor to whoever asked for silence.
 */
export function mayAnswerAutomatically(
  mail: MailFacts,
  classification: Classification,
): { allowed: boolean; reason: string } {
  if (!classification.rule.acknowledge) return no(classification.reason);
  if (mail.returnPath === '') return no('null sender');
  const address = mail.from?.address ?? '';
  if (!address.includes('@')) return no('no sender address');
  if (
    /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|owner-.*|.*-(request|owner|bounces?|return|errors?)|majordomo|listserv|abuse|root|daemon)(\+.*)?@/i.test(
      address,
    )
  )
    return no('the sender takes no answers');
  const suppress = (mail.headers['x-auto-response-suppress']?.[0] ?? '').toLowerCase();
  if (/\b(all|autoreply|oof)\b/.test(suppress)) return no('the sender asked for no automatic answers');
  if (/^(bulk|list|junk)$/i.test(mail.headers['precedence']?.[0]?.trim() ?? '')) return no('bulk mail');
  return { allowed: true, reason: 'a person wrote it' };
}

function no(reason: string): { allowed: boolean; reason: string } {
  return { allowed: false, reason };
}
