/** Numbers, weekdays and months as people write them in the languages we read promises in. */
const numberWords: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  eighteen: 18,
  twenty: 20,
  'twenty-five': 25,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  'twenty-four': 24,
  'forty-five': 45,
  'forty-eight': 48,
  couple: 2,
  'couple of': 2,
  few: 3,
  ein: 1,
  eine: 1,
  einer: 1,
  ner: 1,
  "'ner": 1,
  nem: 1,
  einem: 1,
  einen: 1,
  eins: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwölf: 12,
  dreizehn: 13,
  vierzehn: 14,
  sechzehn: 16,
  fünfzehn: 15,
  zwanzig: 20,
  fünfundzwanzig: 25,
  dreißig: 30,
  vierzig: 40,
  fünfzig: 50,
  sechzig: 60,
  neunzig: 90,
  vierundzwanzig: 24,
  achtundvierzig: 48,
  paar: 3,
  wenigen: 3,
  einigen: 3,
  nächsten: 3,
  un: 1,
  una: 1,
  uno: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  quince: 15,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  quinze: 15,
  um: 1,
  uma: 1,
  dois: 2,
  duas: 2,
  três: 3,
  quatro: 4,
  sete: 7,
  oito: 8,
  nove: 9,
  dez: 10,
  doze: 12,
};

const weekdayStems: readonly (readonly string[])[] = [
  ['mon', 'mun', 'lun', 'seg'],
  ['tue', 'tus', 'teu', 'die', 'dienst', 'mar', 'ter'],
  ['wed', 'wen', 'mit', 'mié', 'mie', 'mer', 'qua'],
  ['thu', 'thr', 'don', 'jue', 'jeu', 'qui'],
  ['fri', 'fir', 'fre', 'vie', 'ven', 'sex'],
  ['sat', 'sam', 'sáb', 'sab'],
  ['sun', 'son', 'dom', 'dim'],
];

const monthStems: readonly (readonly string[])[] = [
  ['jan', 'ene', 'jän'],
  ['feb', 'fév', 'fev'],
  ['mar', 'mär', 'mrz'],
  ['apr', 'abr', 'avr'],
  ['may', 'mai', 'mayo'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'ago', 'aoû', 'aou'],
  ['sep', 'set'],
  ['oct', 'okt', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic', 'déc'],
];

/** A number written in digits or as a word; undefined for anything else. "2.5" and "1,5" are read as such. */
export function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const plain = word.trim().toLowerCase();
  if (/^\d+(?:[.,]\d+)?$/.test(plain)) return Number(plain.replace(',', '.'));
  return numberWords[plain];
}

/** ISO weekday of a name in any of our languages. */
export function weekdayOfName(name: string): number {
  const plain = name.toLowerCase();
  if (plain.startsWith('sonnabend')) return 6;
  return weekdayStems.findIndex((stems) => stems.some((stem) => plain.startsWith(stem))) + 1;
}

/** Month (1 to 12) of a name in any of our languages. */
export function monthOfName(name: string): number {
  const plain = name.toLowerCase();
  if (plain.startsWith('juil')) return 7;
  return monthStems.findIndex((stems) => stems.some((stem) => plain.startsWith(stem))) + 1;
}
