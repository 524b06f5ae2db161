import { expect, it } from 'vitest';
import { readShort } from './labelled/measuring.ts';
import { ownWords, sentencesOf } from './spoken-promise-text.ts';

/** Numbers from a seed, so that every run draws the same. */
function drawing(seed: number) {
  let state = seed;
  return (count: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

const pieces = [
  "I'll call you tomorrow at three.",
  'We will send the 19" rack on Friday.',
  'Der 24"-Monitor geht morgen raus.',
  '👍🏽 on it 🎉🎉',
  '> 👀 when will it come? 🚚',
  '"We will never call you back tomorrow" is what they said.',
  '"An open quote that nobody closed',
  '„Wir rufen Sie morgen an“, hieß es.',
  '« nous vous rappelons demain matin »',
  'Viele Grüße 🙂',
  'Kind regards,\nMaja 👩‍🔧',
  '```\nawait call("tomorrow at three, I promise")\n```',
  'Ich melde mich bis Freitag 😀.',
  '\u00a0 we’ll ring you “soon”',
  '𝒲𝑒 𝓌𝒾𝓁𝓁',
  '\r',
  '\n',
  '\n\n',
  ' ',
  '"',
  "'",
];

it('whatever is blanked, every place stays where it was', () => {
  const draw = drawing(11);
  for (let turn = 0; turn < 1_000; turn += 1) {
    const text = Array.from({ length: 1 + draw(8) }, () => pieces[draw(pieces.length)] ?? '').join(
      [' ', '\n', '\n\n'][draw(3)],
    );
    const own = ownWords(text);
    expect(own.length, text).toBe(text.length);
    const moved = [...text.split('').keys()].filter(
      (place) => own[place] !== ' ' && own[place] !== "'" && own[place] !== text[place],
    );
    expect(moved, text).toEqual([]);
    for (const { start, text: words } of sentencesOf(own))
      expect(own.slice(start, start + words.length).replaceAll('\n', ' '), text).toBe(words);
    // the whole reading costs more, and its places are those of the sentences
    if (turn % 8 !== 0) continue;
    for (const { start, end, quote } of readShort(text))
      expect(text.slice(start, end).replaceAll('\n', ' '), text).toBe(quote);
  }
});

it('inch marks quote nothing', () => {
  const text = 'The 19" rack is in. We will bring the 24" screen on Friday, and the 10" tablet comes along.';
  expect(ownWords(text)).toBe(text);
  expect(readShort('Your 19" rack is here. I will call you tomorrow about the 24" screen.')).toHaveLength(1);
  expect(readShort('Der 27"-Monitor ist da, den 32" bringe ich Ihnen am Freitag.')[0]?.due?.explanation.date).toBe(
    '2026-11-20',
  );
});

it('a mark that nobody closes quotes nothing, however many follow', () => {
  const text = 'You wrote "it is broken.\n\nI will call you tomorrow.\n\nThe button says "Send.';
  expect(readShort(text)).toHaveLength(1);
});

it('what stands in quotation marks is left out, over a wrapped line and over paragraphs too', () => {
  expect(readShort('The last agent said "we will call you\ntomorrow at three" and nobody did.')).toHaveLength(0);
  expect(
    readShort('This is what they wrote:\n\n"We will call you tomorrow.\n\nWe will refund you on Friday."\n\nSorry.'),
  ).toHaveLength(0);
  expect(
    readShort('"We will call you tomorrow.\n\n"We will refund you on Friday."\n\nI will look into it today.'),
  ).toHaveLength(1);
  expect(readShort('Laut Mail: „Wir rufen Sie\nmorgen an“. Ich melde mich heute.')).toHaveLength(1);
});

it('a short word in marks is only named', () => {
  expect(readShort('I will press "Cancel" for you tomorrow.')).toHaveLength(1);
});

it('a promise after a line of emoji is found at its place', () => {
  const text = '> 🚚🚚🚚 where is it?\n\nI’ll call you tomorrow.';
  const [promise] = readShort(text);
  expect(text.slice(promise?.start, promise?.end)).toBe('I’ll call you tomorrow.');
});
