import { expect, it } from 'vitest';
import englishMessages from './labelled/english.json' with { type: 'json' };
import blindFifth from './labelled/felt-blind-fifth.json' with { type: 'json' };
import blindFirst from './labelled/felt-blind-first.json' with { type: 'json' };
import blindFourth from './labelled/felt-blind-fourth.json' with { type: 'json' };
import blindSecond from './labelled/felt-blind-second.json' with { type: 'json' };
import blindThird from './labelled/felt-blind-third.json' with { type: 'json' };
import blindSixth from './labelled/felt-blind-sixth.json' with { type: 'json' };
import blindSeventh from './labelled/felt-blind-seventh.json' with { type: 'json' };
import blindEighth from './labelled/felt-blind-eighth.json' with { type: 'json' };
import blindNinth from './labelled/felt-blind-ninth.json' with { type: 'json' };
import blindTenth from './labelled/felt-blind-tenth.json' with { type: 'json' };
import blindEleventh from './labelled/felt-blind-eleventh.json' with { type: 'json' };
import blindTwelfth from './labelled/felt-blind-twelfth.json' with { type: 'json' };
import named from './labelled/felt-named.json' with { type: 'json' };
import lessonsSecond from './labelled/felt-lessons-second.json' with { type: 'json' };
import lessons from './labelled/felt-lessons.json' with { type: 'json' };
import neverTuned from './labelled/felt-never-tuned.json' with { type: 'json' };
import germanMessages from './labelled/german.json' with { type: 'json' };
import heldOutMessages from './labelled/held-out.json' with { type: 'json' };
import otherMessages from './labelled/romance-and-others.json' with { type: 'json' };
import englishPromises from '../promises/labelled/english.json' with { type: 'json' };
import germanPromises from '../promises/labelled/german.json' with { type: 'json' };
import { type FeltMessage, measureFeelings } from './labelled/measuring-feelings.ts';
import { feelingsIn, leadingFeeling } from './feelings.ts';

it.each([
  ['English', englishMessages, 0.95],
  ['German', germanMessages, 0.95],
  ['other languages', otherMessages, 0.9],
  ['words that were held out', heldOutMessages, 0.9],
] as const)('feelings in %s are read as a person reads them', { timeout: 60_000 }, (_, messages, least) => {
  const { precision, recall, strength, each, faults } = measureFeelings(messages as unknown as readonly FeltMessage[]);
  const told = faults.join('\n');
  expect(precision, told).toBeGreaterThanOrEqual(least);
  expect(recall, told).toBeGreaterThanOrEqual(least);
  expect(strength).toBeGreaterThanOrEqual(0.95);
  for (const [name, one] of Object.entries(each)) {
    expect(one.precision, `${name}\n${told}`).toBeGreaterThanOrEqual(0.85);
    expect(one.recall, `${name}\n${told}`).toBeGreaterThanOrEqual(0.85);
  }
});

it.each([
  ['first', blindFirst],
  ['second', blindSecond],
  ['third', blindThird],
  ['fourth', blindFourth],
  ['fifth', blindFifth],
  ['sixth', blindSixth],
  ['seventh', blindSeventh],
  ['eighth', blindEighth],
  ['ninth', blindNinth],
  ['lessons', lessons],
  ['second lessons', lessonsSecond],
] as const)(
  'the %s messages that nobody had looked at stay read, and the calm ones calm',
  { timeout: 60_000 },
  (_, messages) => {
    const { recall, alarms, faults } = measureFeelings(messages as unknown as readonly FeltMessage[]);
    expect(recall, faults.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(alarms, faults.join('\n')).toBeLessThanOrEqual(0.08);
  },
);

it.each([
  ['never-tuned', neverTuned],
  ['tenth', blindTenth],
] as const)(
  'the %s messages, after which nothing was ever mended, are read about as well, calm ones stay calm',
  (_, messages) => {
    const { recall, precision, alarms, faults } = measureFeelings(messages as unknown as readonly FeltMessage[]);
    expect(recall, faults.join('\n')).toBeGreaterThanOrEqual(0.7);
    expect(precision, faults.join('\n')).toBeGreaterThanOrEqual(0.85);
    expect(alarms, faults.join('\n')).toBeLessThanOrEqual(0.05);
  },
);

it('stories in which nothing is named, and of which nothing is ever learned, are mostly told', () => {
  const { recall, precision, alarms, faults } = measureFeelings(blindTwelfth as unknown as readonly FeltMessage[]);
  expect(recall, faults.join('\n')).toBeGreaterThanOrEqual(0.65);
  expect(precision, faults.join('\n')).toBeGreaterThanOrEqual(0.73);
  expect(alarms, faults.join('\n')).toBeLessThanOrEqual(0.1);
});

it('a feeling that somebody names of himself is read, whatever plain request stands beside it', () => {
  const { recall, faults } = measureFeelings(named as unknown as readonly FeltMessage[]);
  expect(recall, faults.join('\n')).toBeGreaterThanOrEqual(0.97);
});

it('what was learned of hard messages stays learned', () => {
  const { recall, precision, alarms, faults } = measureFeelings(blindEleventh as unknown as readonly FeltMessage[]);
  expect(recall, faults.join('\n')).toBeGreaterThanOrEqual(0.85);
  expect(precision, faults.join('\n')).toBeGreaterThanOrEqual(0.9);
  expect(alarms, faults.join('\n')).toBeLessThanOrEqual(0.05);
});

it('a feeling that only the whole tells is quoted by its sentence, also in a long calm letter', () => {
  const sentence = 'My son is in tears and nobody answers the phone.';
  const calm = 'The order number is 4471. The parcel was sent on Monday. It goes to Mill Lane 4. The box is brown.';
  const long = `${calm} ${sentence} Please send the invoice to our office. The reading is 20417.`;
  const felt = leadingFeeling(feelingsIn(long));
  expect(felt === null ? null : long.slice(felt.start, felt.end)).not.toBeNull();
  expect(feelingsIn(`${calm} Please send the invoice to our office. The reading is 20417.`).found).toEqual([]);
});

it('what an agent writes about days and deeds is hardly ever taken for a feeling', { timeout: 60_000 }, () => {
  const sentences = [...englishPromises, ...germanPromises] as unknown as readonly (readonly [string, string])[];
  const alarming = sentences.filter(([text]) => feelingsIn(text).found.some(({ feeling }) => feeling !== 'thankful'));
  expect(alarming.length / sentences.length, alarming.join('\n')).toBeLessThan(0.05);
});

it('the quote and what it is about stand where their places say', () => {
  const text = 'Hello,\n\nI’m really worried about the crack in the wall. Can you come?';
  const felt = leadingFeeling(feelingsIn(text));
  expect(text.slice(felt?.start, felt?.end)).toBe('worried');
  expect(text.slice(felt?.about?.start, felt?.about?.end)).toBe('the crack in the wall');
});

it('what somebody else said is not the writer’s feeling', () => {
  expect(feelingsIn('> I am furious\n> This is a disgrace\nHere is the form you asked for.').found).toEqual([]);
});

it('a language without a lexicon is unknown rather than calm', () => {
  expect(feelingsIn('Jestem bardzo zły z powodu opóźnienia mojej przesyłki.')).toEqual({ language: null, found: [] });
});

it('thanks in passing do not outweigh trouble, trouble does not hide real joy later', () => {
  const { found } = feelingsIn('Thanks for the help. But I am furious: the boiler is broken again.');
  expect(found.map(({ feeling }) => feeling)).toEqual(['angry']);
});

it.each([
  'The pump in the cellar makes a noise whenever the heating starts, and I am not sure what to do. ',
  // one sentence without an end, in which every other word turns the next one
  'i hate ',
  'thank you ',
])('a long message of nothing but "%s" takes no seconds, also on a busy machine', { timeout: 60_000 }, (run) => {
  const long = run.repeat(15_000 / run.length);
  feelingsIn(long);
  const times = [1, 2, 3].map(() => {
    const started = Date.now();
    feelingsIn(long);
    return Date.now() - started;
  });
  // the shortest: what else the machine does must not fail it
  expect(Math.min(...times)).toBeLessThan(1000);
});
