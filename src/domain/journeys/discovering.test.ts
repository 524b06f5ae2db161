import { expect, test } from 'vitest';
import { type Random, seededRandom } from '../measures/random.ts';
import { discoverTouchpoints, type Said } from './discovering.ts';

/** Twelve places that no list of ours knows, half of them in German letters, told of as people do; the rest is about goods. */
const english = ['fitter', 'warehouse', 'voucher desk', 'chatbot', 'gatekeeper', 'showcase'];
const german = ['Hausmeister', 'Werkstatt', 'Bestellmaske', 'Mahnabteilung', 'Spediteur', 'Kundenkarte'];
const feminine = new Set(['Werkstatt', 'Bestellmaske', 'Mahnabteilung', 'Kundenkarte']);
const toldInEnglish = [
  'The @ lost my papers and shrugged.',
  'I rang the @ three times on Monday.',
  'Your @ has been closed since Easter.',
  'I came all the way to the @ for nothing.',
  'Somebody from the @ shouted at my daughter.',
  'The @ says Thursday, you say Friday.',
  'Why does the @ know nothing about my order?',
  'We waited for the @ the whole morning.',
  'I handed it in at the @.',
  'It was promised at your @ in writing.',
  'The @ offered me half of it back.',
  'I trust the @ more than the letter.',
  'A note from the @ was on my doormat.',
  'Thanks to the @ we were done in an hour.',
  'Without your @ I would be lost.',
];
const toldInGerman = [
  '% @ hat meine Unterlagen verloren.',
  '& @ habe ich dreimal geschrieben.',
  'Jemand von & @ hat meine Tochter angeschrien.',
  'Den ganzen Morgen haben wir bei & @ gewartet.',
  'Das wurde mir bei & @ schriftlich zugesagt.',
  'Dank & @ waren wir in einer Stunde fertig.',
  '% @ ging vor Mittag.',
  'Mit & @ bin ich sehr zufrieden.',
  '% @ kam zu spät.',
  'Ein Zettel von & @ hing an der Tür.',
  'Laut & @ ist das kostenlos.',
];
const goods = [
  'The boiler leaks at the joint.',
  'I hung the lamp over the table.',
  'The hinge came off the door.',
  'The lamp on the stairs flickers.',
  'The handle broke on the second day.',
  'I fixed the rail to the wall by the window.',
  'The tap drips into the sink.',
  'Water runs from the boiler into the cellar.',
  'The switch near the door sparks.',
  'Die Heizung leckt an der Dichtung.',
  'Ich habe die Lampe über den Tisch gehängt.',
  'Das Scharnier fiel von der Tür.',
  'Die Lampe auf der Treppe flackert.',
  'Der Hahn tropft ins Becken.',
  'Wasser läuft aus der Heizung in den Keller.',
  'Der Griff an der Tür ist locker.',
];

function oneOf<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

function mail(random: Random, nth: number): Said {
  const about = `${oneOf(random, goods)} ${oneOf(random, goods)}`;
  let told = '';
  if (random() < 0.15) told = oneOf(random, toldInEnglish).replace('@', oneOf(random, english));
  else if (random() < 0.18) {
    const place = oneOf(random, german);
    const [whose, article] = feminine.has(place) ? ['Ihrer', 'Die'] : ['Ihrem', 'Der'];
    told = oneOf(random, toldInGerman).replace('@', place).replace('&', whose).replace('%', article);
  }
  return { customerId: `customer ${nth}`, text: `${about} ${told}`, domain: 'mail.example' };
}

test('of twelve places with names of their own, told of in two languages, ten are found and at most two that are none', () => {
  const truth = [...english, ...german].map((place) => place.toLowerCase());
  const runs = Array.from({ length: 20 }, (_, run) => {
    const random = seededRandom(4100 + run);
    const said = Array.from({ length: 700 }, (_each, nth) => mail(random, nth));
    const keys = discoverTouchpoints(said, { names: [], domains: ['desk.example'] }).map(({ key }) => key);
    const names = (key: string) => truth.some((place) => place === key || (place.includes(' ') && place.includes(key)));
    return {
      found: truth.filter((place) => keys.some((key) => names(key) && place.includes(key))).length,
      none: keys.filter((key) => !names(key)),
    };
  });
  const mean = runs.reduce((sum, { found }) => sum + found, 0) / runs.length;
  expect(mean).toBeGreaterThanOrEqual(11);
  expect(Math.min(...runs.map(({ found }) => found))).toBeGreaterThanOrEqual(10);
  expect(Math.max(...runs.map(({ none }) => none.length))).toBeLessThanOrEqual(2);
});
