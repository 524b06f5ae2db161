import { expect, it } from 'vitest';
import draftsBlindFirst from './labelled/drafts-blind-first.json' with { type: 'json' };
import draftsBlindSecond from './labelled/drafts-blind-second.json' with { type: 'json' };
import draftsBlindThird from './labelled/drafts-blind-third.json' with { type: 'json' };
import draftsBlindFourth from './labelled/drafts-blind-fourth.json' with { type: 'json' };
import disrespectful from './labelled/disrespectful.json' with { type: 'json' };
import disrespectfulBlind from './labelled/disrespectful-blind.json' with { type: 'json' };
import disrespectfulHeldOut from './labelled/disrespectful-held-out.json' with { type: 'json' };
import mannersFirst from './labelled/manners-first.json' with { type: 'json' };
import mannersFourth from './labelled/manners-fourth.json' with { type: 'json' };
import mannersFifth from './labelled/manners-fifth.json' with { type: 'json' };
import mannersLessons from './labelled/manners-lessons.json' with { type: 'json' };
import mannersLessonsSecond from './labelled/manners-lessons-second.json' with { type: 'json' };
import mannersLessonsThird from './labelled/manners-lessons-third.json' with { type: 'json' };
import mannersSecond from './labelled/manners-second.json' with { type: 'json' };
import mannersSixth from './labelled/manners-sixth.json' with { type: 'json' };
import mannersThird from './labelled/manners-third.json' with { type: 'json' };
import normal from './labelled/normal.json' with { type: 'json' };
import normalBlind from './labelled/normal-blind.json' with { type: 'json' };
import normalHeldOut from './labelled/normal-held-out.json' with { type: 'json' };
import { flaggedOf } from './labelled/measuring-respect.ts';
import { checkDraft, type DraftSurroundings } from './draft-check.ts';
import { type PromptCode, respectCodes } from './prompts.ts';
import { readingEase } from './reading-ease.ts';
import { customerWish, saysItAgain } from './customer-wish.ts';

const around: DraftSurroundings = { at: new Date('2026-11-18T09:00:00Z'), timeZone: 'Europe/Berlin' };
const codes = (text: string, more: Partial<DraftSurroundings> = {}) =>
  checkDraft(text, { ...around, ...more }).prompts.map(({ code }) => code);

it.each([disrespectful, disrespectfulHeldOut, disrespectfulBlind])('disrespectful drafts are caught', (...drafts) => {
  const { share, unflagged } = flaggedOf(drafts.flat());
  expect(share, unflagged.map(({ text }) => text).join('\n')).toBeGreaterThanOrEqual(0.95);
});

it.each([normal, normalHeldOut, normalBlind])('normal drafts are left in peace', (...drafts) => {
  const { share, flagged } = flaggedOf(drafts.flat());
  expect(share, flagged.map(({ text }) => text).join('\n')).toBeLessThan(0.05);
});

it.each([
  ['first set', mannersFirst, 0.95],
  ['second set', mannersSecond, 0.7],
  ['third set', mannersThird, 0.85],
  ['fourth set', mannersFourth, 0.85],
  ['fifth set', mannersFifth, 0.9],
  ['sixth set, of which nothing is learned,', mannersSixth, 0.5],
  ['lessons', mannersLessons, 0.75],
  ['second lessons', mannersLessonsSecond, 0.9],
  ['third lessons', mannersLessonsThird, 0.9],
] as const)(
  'of the %s of manners the rude are caught and the plain left in peace',
  (_, { en, de }, least) => {
    const drafts = (kind: 'rude' | 'fine') => [
      ...en[kind].map((text) => ({ language: 'en', text })),
      ...de[kind].map((text) => ({ language: 'de', text })),
    ];
    const { share, unflagged } = flaggedOf(drafts('rude'));
    expect(share, unflagged.map(({ text }) => text).join('\n')).toBeGreaterThanOrEqual(least);
    const { share: wrong, flagged } = flaggedOf(drafts('fine'));
    expect(wrong, flagged.map(({ text }) => text).join('\n')).toBeLessThan(0.04);
  },
  120_000,
);

interface WantedDraft {
  readonly language: string;
  /** The prompt that it earns, `respect` for any of those; null when it is a good reply. */
  readonly wants: string | null;
  readonly feeling?: string;
  readonly text: string;
}
const wantedDrafts: readonly WantedDraft[] = [
  ...draftsBlindFirst,
  ...draftsBlindSecond,
  ...draftsBlindThird,
  ...draftsBlindFourth,
];
const isEarned = (wanted: string, found: readonly PromptCode[]) =>
  found.some((code) => (wanted === 'respect' ? respectCodes.includes(code) : code === wanted));

it('whole good replies, to people who are upset too, earn no prompt', () => {
  for (const { text, wants, feeling } of wantedDrafts)
    if (wants === null) expect(codes(text, { feeling, attachments: 0 }), text).toEqual([]);
});

it('what is wrong with a reply is told', () => {
  const bad = wantedDrafts.filter(({ wants }) => wants !== null);
  const missed = bad.filter(
    ({ text, wants, feeling }) => !isEarned(wants ?? '', codes(text, { feeling, attachments: 0 })),
  );
  expect(missed.length / bad.length, missed.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.05);
});

it('no draft takes long: hostile repetition is read in linear time', () => {
  for (const piece of [
    'you ',
    'or else ',
    'you should have ',
    'not ',
    'either you ',
    'Sie haben ',
    'oder ',
    'a',
    '? ',
    'NOW ',
  ]) {
    const timeOf = (length: number) => {
      const before = Date.now();
      codes(piece.repeat(Math.ceil(length / piece.length)), { language: /[SOo]/u.test(piece) ? 'de' : 'en' });
      return Date.now() - before;
    };
    timeOf(10_000);
    expect(timeOf(50_000), piece).toBeLessThan(Math.max(2_000, timeOf(10_000) * 15));
  }
});

it('a feeling wants a brief word, and too many apologies are told', () => {
  const bare = 'The part arrives on Monday and the workshop builds it in on Tuesday.';
  expect(codes(bare, { feeling: 'angry' })).toContain('feeling-unanswered');
  expect(codes(`I understand how annoying this is. ${bare}`, { feeling: 'angry' })).toEqual([]);
  expect(codes(bare, { feeling: 'glad' })).toEqual([]);
  expect(codes(`I'm sorry. We are so sorry, and we apologise sincerely. ${bare}`)).toContain('over-apology');
  expect(
    codes('Das tut mir leid. Entschuldigen Sie bitte, ich bitte um Entschuldigung. Es kommt am Montag.'),
  ).toContain('over-apology');
});

it('the next step has a day, unless it is done or the customer’s turn', () => {
  expect(codes("We'll get back to you as soon as possible.")).toContain('undated-step');
  expect(codes('Wir kümmern uns schnellstmöglich darum.')).toContain('undated-step');
  expect(codes("I'll call you on Friday at three.")).toEqual([]);
  expect(codes('Which of the two dates is better for you?')).toEqual([]);
});

it('a file that is spoken of must be there', () => {
  expect(codes('The invoice is attached.', { attachments: 0 })).toContain('attachment-forgotten');
  expect(codes('Die Rechnung finden Sie im Anhang.', { attachments: 0 })).toContain('attachment-forgotten');
  expect(codes('The invoice is attached.', { attachments: 1 })).toEqual([]);
  expect(codes('The receipt was not attached; could you send it once more?', { attachments: 0 })).toEqual([]);
});

it('a wrong name is told, a short form is not one', () => {
  expect(codes('Hi Peter,\nthe lamp leaves tomorrow.', { customerName: 'Greta Holm' })).toContain('wrong-name');
  expect(codes('Dear Ms Holm,\nthe lamp leaves tomorrow.', { customerName: 'Greta Holm' })).toEqual([]);
  expect(codes('Hallo zusammen,\ndie Lampe geht morgen raus.', { customerName: 'Greta Holm' })).toEqual([]);
  expect(codes('Hi Tom,\nthe lamp leaves tomorrow.', { customerName: 'Thomas Berg' })).toEqual([]);
});

it('a question of the customer that no word takes up is told', () => {
  const customerWords = 'When does the lamp arrive? And is there a warranty on the shade?';
  expect(codes('The lamp leaves our house tomorrow morning.', { customerWords })).toEqual(['unanswered-question']);
  expect(codes('The lamp leaves tomorrow; the warranty on it is two years.', { customerWords })).toEqual([]);
});

it('jargon is told with what to say instead', () => {
  const jargon = [{ word: 'RMA', plain: 'return number' }];
  const [prompt] = checkDraft('Your RMA is 44.', { ...around, language: 'en', jargon }).prompts;
  expect(prompt).toMatchObject({ code: 'jargon', quote: 'RMA', values: { plain: 'return number' } });
});

it('three asks in one message are many', () => {
  expect(codes('Could you send the label? Which colour is it? When did you buy it?')).toContain('many-asks');
});

it('anger asks for a second press, a muted prompt says nothing', () => {
  expect(checkDraft('As I already told you, that is not our problem!!', around).heated).toBe(true);
  expect(checkDraft('You should receive the parcel by Thursday.', around).heated).toBe(false);
  expect(codes('As I already told you, it is on the way.', { without: ['passive-aggressive'] })).toEqual([]);
});

it('how hard a text is to read follows the formula of its language', () => {
  const easy =
    'The cat sat on the mat. The dog ran to the door. We had tea and cake. It was a good day. The sun was out and we sat in the garden until it was late.';
  const hard =
    'Notwithstanding the aforementioned contractual obligations, reimbursement eligibility determinations necessitate comprehensive documentary substantiation, administrative verification procedures and organisational authorisation, irrespective of individual circumstances or previously communicated expectations regarding reimbursement.';
  expect(readingEase(easy, 'en').ease).toBeGreaterThan(85);
  expect(readingEase(`${hard} ${hard}`, 'en').ease).toBe(0);
  expect(readingEase('Too short.', 'en').ease).toBeNull();
  expect(codes(`${hard} ${hard}`, { language: 'en' })).toContain('hard-to-read');
});

it('a phrase that scolds elsewhere is left in peace where the sentence is kind', () => {
  expect(codes("I'm tired of this supplier as well, so we've changed to another one.")).not.toContain('heated');
  expect(codes('Wie dumm von mir, jetzt hängt der Anhang wirklich an.', { attachments: 1 })).toEqual([]);
});

it('one slighting sentence in a long kind letter is found, and quoted by itself', () => {
  const slight =
    'Do try to arrive with the right documents on this occasion, it makes a refreshing change for all of us.';
  const letter = `Dear Ms Tranter, thank you for your call. The appointment on the 9th is confirmed, and parking is free behind the house. ${slight} Kind regards, Anna`;
  const quotes = checkDraft(letter, around).prompts.map(({ quote }) => quote?.trim());
  expect(quotes).toContain(slight);
});

it('a wish is found in the customer’s words, and that he says it again', () => {
  expect(customerWish('Hello,\nthe lamp is broken. I would like a new shade before Friday.\nGreta')).toBe(
    'I would like a new shade before Friday.',
  );
  expect(customerWish('Die Lampe ist kaputt. Ich möchte mein Geld zurück.')).toBe('Ich möchte mein Geld zurück.');
  expect(customerWish('The lamp is broken.')).toBeNull();
  expect(saysItAgain('As I already wrote, the lamp is broken.')).toBe(true);
  expect(saysItAgain('Wie ich schon schrieb, die Lampe ist kaputt.')).toBe(true);
  expect(saysItAgain('The lamp is broken.')).toBe(false);
});
