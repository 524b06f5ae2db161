import type { Said } from '../src/domain/journeys/discovering.ts';
import type { Random } from '../src/domain/measures/random.ts';

/** Places planted in what customers write: four stand in words only, the others also leave addresses or links. */
export const plantedPlaces = [
  { words: 'courier', trace: null },
  { words: 'showroom', trace: null },
  { words: 'fitter', trace: null },
  { words: 'help line', trace: null },
  { words: 'app', trace: 'https://app.tapworks.example/start' },
  { words: 'parcel page', trace: 'https://track.parcelrun.example/p/8' },
  { words: 'newsletter', trace: 'news@tapworks.example' },
  { words: 'invoice portal', trace: 'https://pay.billflow.example/i/3' },
  { words: 'warehouse', trace: 'dispatch@storehub.example' },
  { words: 'forum', trace: 'https://forum.tapworks.example/t/2' },
  { words: 'insurer', trace: 'claims@surehand.example' },
  { words: 'branch', trace: 'https://trustpilot.com/review/tapworks' },
] as const;

const goods = [
  'kettle',
  'tap',
  'hose',
  'basin',
  'seal',
  'boiler',
  'shower',
  'valve',
  'pump',
  'filter',
  'handle',
  'pipe',
];
const rooms = ['kitchen', 'bathroom', 'garden', 'house', 'cellar', 'husband', 'neighbour', 'plumber', 'wall', 'floor'];

const meetings = [
  'Your {x} never told me when to expect anything.',
  'I was told something else by your {x} last week.',
  'The {x} said it would be here on Monday.',
  'We waited an hour at the {x} and nobody knew about us.',
  'I tried it through your {x} and then gave up.',
  'Nothing about it in the {x} either.',
  'Last time your {x} was very friendly.',
  'The {x} closed on me twice in a row.',
  'According to your {x} it had been settled.',
];
const chatter = [
  'The {g} drips since the weekend.',
  'My {g} is broken and the {r} is wet.',
  'I bought a {g} for the {r} and it does not fit.',
  'Could you send me a new {g}?',
  'The {g} you sent works, thank you for your help.',
  'There is water behind the {g} in our {r}.',
  'My {r} says the {g} is the wrong size.',
  'With the {g} came no screws.',
  'Is your {g} made of brass?',
  'I like the {g} but not the colour.',
  'Please tell your team thanks.',
  'What does a {g} cost, and do you have it in blue?',
];

/**
 * Texts of customers about their goods and rooms in which the planted places are met by a few of a hundred each; about
 * half of those who meet a place with an address also paste it. Decoys are goods, rooms and courtesies.
 */
export function textsWithPlaces(random: Random, customers = 700, planted = true): Said[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const fill = (template: string) => template.replaceAll('{g}', () => pick(goods)).replaceAll('{r}', () => pick(rooms));
  return Array.from({ length: customers }, (_, nth) => {
    const sentences = Array.from({ length: 2 + Math.floor(random() * 3) }, () => fill(pick(chatter)));
    if (planted)
      for (const { words, trace } of plantedPlaces) {
        if (random() > 0.03) continue;
        const said = pick(meetings).replace('{x}', words);
        sentences.splice(Math.floor(random() * sentences.length), 0, said);
        if (trace !== null && random() < 0.5) sentences.push(`See ${trace} please.`);
      }
    // one customer in ten leaves an address of his own in a signature
    if (random() < 0.1) sentences.push(`Write to me at person${nth}@home${nth}.example`);
    return { customerId: String(nth), text: sentences.join(' '), domain: null };
  });
}
