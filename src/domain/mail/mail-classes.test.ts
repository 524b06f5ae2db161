import { describe, expect, it } from 'vitest';
import {
  classifyMail,
  MAIL_CLASSES,
  mayAnswerAutomatically,
  type MailClass,
  type MailFacts,
  type MailSurroundings,
} from './mail-classes.ts';

const facts = (change: Partial<MailFacts> = {}): MailFacts => ({
  headers: {},
  from: { address: 'ann@example.net', name: 'Ann' },
  replyTo: [],
  returnPath: 'ann@example.net',
  subject: 'A question',
  text: 'How do I add a user?',
  contentType: 'text/plain',
  autoSubmitted: null,
  calendar: null,
  report: null,
  ...change,
});
const around = (change: Partial<MailSurroundings> = {}): MailSurroundings => ({
  ownAddresses: ['support@kept.example'],
  ownMessageId: false,
  bounce: null,
  ...change,
});
const bounce = (hardness: 'temporary' | 'permanent') => ({
  hardness,
  status: '5.1.1',
  diagnostic: '',
  recipients: [],
  originalMessageId: null,
  source: 'report' as const,
});

const CASES: readonly (readonly [string, MailClass, Partial<MailFacts>, Partial<MailSurroundings>?])[] = [
  ['a person', 'human', {}],
  ['Auto-Submitted', 'auto-reply', { autoSubmitted: 'auto-replied' }],
  ['X-Autoreply', 'auto-reply', { headers: { 'x-autoreply': ['yes'] } }],
  ['Precedence: auto_reply', 'auto-reply', { headers: { precedence: ['auto_reply'] } }],
  ['Outlook absence', 'auto-reply', { subject: 'Automatic reply: A question' }],
  ['German absence', 'auto-reply', { subject: 'Abwesenheitsnotiz: Urlaub' }],
  ['German Outlook', 'auto-reply', { subject: 'Automatische Antwort: Frage' }],
  ['French absence', 'auto-reply', { subject: 'Réponse automatique : Question' }],
  ['Spanish absence', 'auto-reply', { subject: 'Respuesta automática: Pregunta' }],
  ['Portuguese absence', 'auto-reply', { subject: 'Resposta automática: Pergunta' }],
  ['Italian absence', 'auto-reply', { subject: 'Risposta automatica: Domanda' }],
  ['Dutch absence', 'auto-reply', { subject: 'Automatisch antwoord: Vraag' }],
  ['Polish absence', 'auto-reply', { subject: 'Odpowiedź automatyczna: Pytanie' }],
  ['Swedish absence', 'auto-reply', { subject: 'Automatiskt svar: Fråga' }],
  ['Danish absence', 'auto-reply', { subject: 'Automatisk svar: Spørgsmål' }],
  ['Finnish absence', 'auto-reply', { subject: 'Automaattinen vastaus: Kysymys' }],
  ['Russian absence', 'auto-reply', { subject: 'Автоматический ответ: Вопрос' }],
  ['Czech absence', 'auto-reply', { subject: 'Automatická odpověď: Dotaz' }],
  ['Turkish absence', 'auto-reply', { subject: 'Otomatik yanıt: Soru' }],
  ['Chinese absence', 'auto-reply', { subject: '自动回复: 问题' }],
  ['Japanese absence', 'auto-reply', { subject: '自動返信: 質問' }],
  ['Korean absence', 'auto-reply', { subject: '자동 회신: 질문' }],
  ['an absence in words', 'auto-reply', { subject: 'Re: x', text: 'I am out of the office until Monday and will reply upon my return.' }],
  ['an automatic message in words', 'auto-reply', { text: 'This is an automated response. We received your mail.' }],
  ['a read receipt', 'auto-reply', { report: { type: 'disposition-notification' }, contentType: 'multipart/report' }],
  ['a person who is away and asks', 'human', { text: 'I am on vacation until Friday, could you deliver after my return?' }],
  ['a person who answers an automatic reply', 'human', { subject: 'Re: Automatic reply: A question' }],
  ['a person who forwards an automatic reply', 'human', { subject: 'Fwd: Out of office' }],
  ['Auto-Submitted: no is nothing', 'human', { headers: { 'auto-submitted': ['no'] } }],
  ['temporary bounce', 'temporary-bounce', {}, { bounce: bounce('temporary') }],
  ['permanent bounce', 'permanent-bounce', { autoSubmitted: 'auto-replied' }, { bounce: bounce('permanent') }],
  ['mailing list', 'list', { headers: { 'list-id': ['<dev.lists.example.org>'] } }],
  ['newsletter', 'list', { headers: { 'list-unsubscribe': ['<https://x>'] } }],
  ['bulk', 'list', { headers: { precedence: ['bulk'] } }],
  ['our own mailbox is a group', 'human', { headers: { 'list-id': ['Support <support.kept.example>'] } }],
  ['our own Message-ID', 'own-loop', {}, { ownMessageId: true }],
  ['our own address', 'own-loop', { from: { address: 'Support+k1.x@Kept.example', name: '' } }],
  ['a web form in our own name', 'human', { from: { address: 'support@kept.example', name: '' }, replyTo: [{ address: 'ann@example.net' }] }],
  ['invitation', 'calendar', { calendar: { method: 'REQUEST' } }],
  ['acceptance', 'calendar', { calendar: { method: 'REPLY' }, autoSubmitted: null }],
  ['a calendar file for information', 'human', { calendar: { method: 'PUBLISH' } }],
  ['SpamAssassin', 'spam', { headers: { 'x-spam-flag': ['YES'] } }],
  ['Exchange spam', 'spam', { headers: { 'x-forefront-antispam-report': ['CIP:1;SFV:SPM;'] } }],
  ['not spam', 'human', { headers: { 'x-spam-status': ['No, score=-1'] } }],
]; // prettier-ignore

describe('the class of a mail', () => {
  for (const [name, expected, mail, surroundings] of CASES) {
    it(`${name} → ${expected}`, () => {
      const result = classifyMail(facts(mail), around(surroundings));
      expect(result).toMatchObject({ class: expected, rule: MAIL_CLASSES[expected] });
      expect(result.reason).not.toBe('');
    });
  }

  it('no machine is ever answered by a machine', () => {
    for (const [name, rule] of Object.entries(MAIL_CLASSES)) expect(rule.acknowledge).toBe(name === 'human');
  });
});

describe('automatic answers (RFC 3834)', () => {
  const may = (change: Partial<MailFacts>): boolean =>
    mayAnswerAutomatically(facts(change), classifyMail(facts(change), around())).allowed;

  it('go to people', () => expect(may({})).toBe(true));
  it.each([
    [{ returnPath: '' }],
    [{ from: null }],
    [{ from: { address: 'noreply@shop.example', name: '' } }],
    [{ from: { address: 'MAILER-DAEMON@x.example', name: '' } }],
    [{ from: { address: 'dev-request@lists.example', name: '' } }],
    [{ headers: { 'x-auto-response-suppress': ['OOF, AutoReply'] } }],
    [{ headers: { precedence: ['bulk'] } }],
    [{ autoSubmitted: 'auto-generated' }],
  ] as [Partial<MailFacts>][])('never to %o', (change) => expect(may(change)).toBe(false));
});
