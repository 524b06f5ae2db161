/** What a company starts with. They are meant to be reworded; the keys stay, so that behaviours find them. */
export type StandardKey = 'say-when' | 'listen-first' | 'own-it' | 'warm' | 'leave-better';

interface StandardSeed {
  key: StandardKey;
  name: string;
  description: string;
}

const english: StandardSeed[] = [
  {
    key: 'say-when',
    name: 'We say when, and keep it',
    description: 'Every customer knows what happens next and by when. If the time will not hold, he hears it before.',
  },
  {
    key: 'listen-first',
    name: 'We listen before we solve',
    description: 'We know who writes, what happened before and what he needs. Nobody tells us the same thing twice.',
  },
  {
    key: 'own-it',
    name: 'Whoever takes it, keeps it',
    description: 'One name per customer until it is solved. If a colleague has to help, we bring him in ourselves.',
  },
  {
    key: 'warm',
    name: 'We speak like people',
    description: 'Plain words, no blame, no phrases. What troubles the customer is named before what we do about it.',
  },
  {
    key: 'leave-better',
    name: 'We leave it better',
    description: 'The customer gained something, and what went wrong will not go wrong for the next one.',
  },
];

const german: StandardSeed[] = [
  {
    key: 'say-when',
    name: 'Wir sagen wann und halten es',
    description:
      'Jede Kundin weiß, was als Nächstes geschieht und bis wann. Wenn die Zeit nicht zu halten ist, hört sie es vorher.',
  },
  {
    key: 'listen-first',
    name: 'Wir hören zu, bevor wir lösen',
    description: 'Wir wissen, wer schreibt, was vorher war und was gebraucht wird. Niemand erzählt uns etwas zweimal.',
  },
  {
    key: 'own-it',
    name: 'Wer es annimmt, behält es',
    description: 'Ein Name je Anliegen, bis es gelöst ist. Wer helfen muss, den holen wir selbst dazu.',
  },
  {
    key: 'warm',
    name: 'Wir reden wie Menschen',
    description: 'Klare Worte, keine Schuld, keine Floskeln. Erst, was die Kundin belastet, dann, was wir tun.',
  },
  {
    key: 'leave-better',
    name: 'Wir hinterlassen es besser',
    description: 'Die Kundin hat etwas gewonnen, und was schiefging, geht beim Nächsten nicht wieder schief.',
  },
];

/** The seeds in a language; English where we have none in it. */
export function standardSeeds(language: string): readonly StandardSeed[] {
  return language.startsWith('de') ? german : english;
}
