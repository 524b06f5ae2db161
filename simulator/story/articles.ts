/** What the company has written down in its half year, by the day since its beginning; helpfulness as readers found it. */
export interface WrittenArticle {
  day: number;
  by: string;
  title: string;
  summary: string;
  html: string;
  audience: 'public' | 'staff';
  published: boolean;
  /** Of ten readers who say whether it helped, so many say yes; how many of them there are. */
  helps: number;
  judges: number;
}

export const articles: readonly WrittenArticle[] = [
  {
    day: 9,
    by: 'Maja Lindqvist',
    title: 'A piece arrived broken: what to do in the first hour',
    summary: 'Two photos and one sentence are enough. You hear the day of the new piece by the next noon.',
    html: '<p>Leave it in its paper, take two photos (the whole piece, and the crack with a hand beside it) and answer our mail with them. You need not prove anything.</p><h2>What we do then</h2><ol><li>We order the new piece on the same day.</li><li>By noon of the next working day you have its delivery day.</li><li>The driver takes the broken one along.</li></ol><p>If your fitter is booked, say so in the first line: we ring him.</p>',
    audience: 'public',
    published: true,
    helps: 9,
    judges: 14,
  },
  {
    day: 23,
    by: 'Dele Adeyemi',
    title: 'Lime or cement on a damp wall',
    summary: 'A damp wall wants to breathe: lime lets the water out, cement locks it in.',
    html: '<p>Old stone walls take up water and give it away again. Cement plaster closes that way, and the damp comes out higher up. Lime plaster is softer, dries slower and lets it pass.</p><ul><li>Two layers, ten days apart, never below five degrees.</li><li>Silicate or lime paint on top; no latex.</li></ul><p>Send us the length and height of the wall: the quote names the material and two plasterers.</p>',
    audience: 'public',
    published: true,
    helps: 9,
    judges: 11,
  },
  {
    day: 38,
    by: 'Priya Raman',
    title: 'How we name the day',
    summary: 'Which day a customer may be told, and where to look before saying it.',
    html: '<p>Only days that stand on the board in the yard. If it is not there yet, promise the day on which you will know it, with an hour.</p><ol><li>Look at the board.</li><li>Say weekday, date and a window of two hours.</li><li>Make the promise in the case.</li><li>The evening before, ring at four.</li></ol>',
    audience: 'staff',
    published: true,
    helps: 10,
    judges: 6,
  },
  {
    day: 66,
    by: 'Tom Ferreira',
    title: 'Oil for oak floors with dogs',
    summary: 'Hard-wax oil, two thin coats, and a third in the hall after a year.',
    html: '<p>Oil makes scratches small and mends in an hour; varnish looks perfect until the first claw.</p><ul><li>Vacuum, wipe damp, let it dry for a night.</li><li>Two thin coats with a pad, eight hours apart.</li><li>No rugs for a week; dogs may sleep on it after two days.</li></ul><p>A litre does fifteen square metres twice.</p>',
    audience: 'public',
    published: true,
    helps: 8,
    judges: 13,
  },
  {
    day: 94,
    by: 'Ines Okafor',
    title: 'Limewash dries lighter, and sometimes pinker',
    summary: 'Why the wall differs from the card, and how to try it before the whole hall is painted.',
    html: '<p>Wet limewash is up to five tones darker. Light from the north takes yellow out of it: what is sand on the card may look pink in your hall.</p><p>Paint a square of one metre and look at it for two days, in the morning and under the lamp. Samples are free, and there with the next post.</p>',
    audience: 'public',
    published: true,
    helps: 6,
    judges: 9,
  },
  {
    day: 121,
    by: 'Sol Marín',
    title: 'Before the fitters come: a list for the day before',
    summary: 'Water, a free wall, somewhere for the dog: seven things that save you an hour.',
    html: '<ul><li>Empty the cupboards beside the new one.</li><li>Know where the water is turned off.</li><li>Two metres of free wall to work at.</li><li>Parking for one van, or tell us the nearest.</li><li>Somewhere for the dog.</li><li>Tell us if the bell does not work.</li><li>Be there for the first ten minutes; after that we manage.</li></ul>',
    audience: 'public',
    published: true,
    helps: 9,
    judges: 8,
  },
  {
    day: 147,
    by: 'Karl Brandt',
    title: 'A second delivery is on us: how to take the fee off',
    summary: 'When the first piece came broken or late, the second trip costs the customer nothing.',
    html: '<p>The till adds a fee to every trip. When the first one was our fault, take it off before the invoice leaves:</p><ol><li>Open the order, line “delivery 2”.</li><li>Reason “ours”.</li><li>Note in the case what went wrong, so that it is counted.</li></ol>',
    audience: 'staff',
    published: true,
    helps: 10,
    judges: 3,
  },
  {
    day: 176,
    by: 'Maja Lindqvist',
    title: 'Sills outdoors: which stone lasts on a north wall',
    summary: 'Slate, granite or dense limestone; and what frost does to the others.',
    html: '<p>On a north wall the frost decides. Slate and granite take up hardly any water. Dense limestone lasts if it is laid with a fall and a drip edge. Sandstone from the coast: ask us first.</p>',
    audience: 'public',
    published: false,
    helps: 0,
    judges: 0,
  },
];
