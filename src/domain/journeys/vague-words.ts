/**
 * Words with which a step says nothing that anybody could check, in the five languages of Kept. Only phrases that leave
 * open when, how much, who or whether; a step that needs one of them in a name may keep it, the finding is advice.
 */
const vague: readonly string[] = [
  // English

  'as soon as possible',
  'asap',
  'soon',
  'shortly',
  'promptly',
  'timely',
  'in due course',
  'in due time',
  'quickly',
  'appropriate',
  'appropriately',
  'adequate',
  'adequately',
  'properly',
  'sufficient',
  'reasonable',
  'as required',
  'if necessary',
  'if needed',
  'if possible',
  'where possible',
  'as needed',
  'usually',
  'normally',
  'generally',

  'somehow',
  'someone',
  'somebody',
  'something',
  'etc',
  'and so on',
  'tbd',
  'dealt with',
  'taken care of',
  'sorted',
  // German

  'so schnell wie möglich',
  'schnellstmöglich',
  'bald',
  'baldmöglichst',
  'zeitnah',
  'umgehend',
  'demnächst',
  'rasch',

  'angemessen',
  'geeignet',
  'ausreichend',
  'ordentlich',
  'bei bedarf',
  'falls nötig',
  'wenn möglich',
  'gegebenenfalls',
  'ggf',
  'in der regel',
  'normalerweise',
  'irgendwie',
  'irgendwer',
  'jemand',
  'usw',
  'und so weiter',
  'erledigt',
  // Spanish

  'lo antes posible',
  'pronto',
  'en breve',
  'adecuado',
  'adecuadamente',
  'si es necesario',
  'si es posible',
  'alguien',
  // French

  'dès que possible',
  'bientôt',
  'rapidement',
  'approprié',
  'si nécessaire',
  'si possible',
  "quelqu'un",
  'en principe',
  // Portuguese
  'o mais rápido possível',
  'em breve',
  'adequado',
  'se necessário',
  'se possível',
  'alguém',
  'normalmente',
];

const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${vague
    .toSorted((one, two) => two.length - one.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** The vague words in a text, each once, in lower case and in the order they stand there. */
export function vagueWordsIn(text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([word]) => word.toLowerCase()))];
}
