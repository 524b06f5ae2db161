/**
 * Whether a new case is an old, solved one again: the words of the subject, of what was written, the values of fields and tags,
 * and whether the customer says so himself. Rare words weigh more than common ones.
 */
import { ownWords } from '../promises/spoken-promise-text.ts';
import { saysItAgain } from './customer-wish.ts';
import { wordsIn } from './reading-ease.ts';

const recurrenceReasons = ['subject', 'words', 'field', 'tag', 'said-so', 'recent'] as const;
export type RecurrenceReason = (typeof recurrenceReasons)[number];

export interface NeedWords {
  readonly subject: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** Values of fields as text: a product, a serial number, a site. */
  readonly values: readonly string[];
}

export interface Likeness {
  /** 0 nothing in common, 1 the same. */
  readonly score: number;
  readonly reasons: readonly RecurrenceReason[];
}

/** From here a link is proposed, from there it is made without asking. */
export const proposedFrom = 0.3;
export const certainFrom = 0.52;

/** @param daysSince days between the end of the old case and the new one */
export function likenessOf(now: NeedWords, before: NeedWords, daysSince: number): Likeness {
  const subject = overlap(stemsOf(now.subject), stemsOf(before.subject));
  const text = overlap(
    stemsOf(`${now.subject} ${ownWords(now.text)}`),
    stemsOf(`${before.subject} ${ownWords(before.text)}`),
  );
  const field = now.values.some((value) => value.length > 2 && before.values.includes(value));
  const tag = now.tags.some((one) => before.tags.includes(one));
  const isSaid =
    saysItAgain(now.text) ||
    /(?<!\p{L})(?:again|still|once more|came back|is back|wieder|erneut|immer noch|otra vez|de nuevo|encore|à nouveau|de novo|outra vez)(?!\p{L})/iu.test(
      `${now.subject}\n${now.text}`,
    );
  const alike = 0.45 * text + 0.35 * subject;
  // a place or a product in common means nothing when the words have nothing to do with each other
  const isAbout = alike >= 0.12;
  const score =
    alike + (isAbout ? (field ? 0.2 : 0) + (tag ? 0.08 : 0) + (isSaid ? 0.14 : 0) + (daysSince <= 7 ? 0.04 : 0) : 0);
  const reasons: RecurrenceReason[] = [];
  if (subject >= 0.35) reasons.push('subject');
  if (text >= 0.25) reasons.push('words');
  if (field) reasons.push('field');
  if (tag) reasons.push('tag');
  if (isSaid) reasons.push('said-so');
  if (daysSince <= 7) reasons.push('recent');
  return { score: Math.min(1, score), reasons };
}

/** Cosine of two bags of stems, where long stems weigh more. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const weight = (stem: string) => (/\d/u.test(stem) ? 2 : 0.6 + Math.min(stem.length, 7) / 7);
  const square = (stems: ReadonlySet<string>) => [...stems].reduce((sum, stem) => sum + weight(stem) ** 2, 0);
  const common = [...one].filter((stem) => other.has(stem)).reduce((sum, stem) => sum + weight(stem) ** 2, 0);
  const size = Math.sqrt(square(one) * square(other));
  return size === 0 ? 0 : common / size;
}

function stemsOf(text: string): Set<string> {
  const plain = text.slice(0, 4000).normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = wordsIn(plain).filter((word) => word.length > 2 && !common.has(word));
  const codes = plain.match(/[\p{L}\d-]*\d[\p{L}\d-]{2,}/gu) ?? [];
  return new Set([...words.map((word) => (word.length > 5 ? word.slice(0, 5) : word)), ...codes]);
}

/** Words that every mail has. */
const common = new Set(
  `the and for you your our with that this have has had was were are not but from will would could please thank thanks hello dear regards best kind again still just very can did does how what when where why who they them there here been about into out all any more some then than also get got let know tell want need help problem issue question case order since after before now yes
  der die das und oder aber ich wir sie ihr ist sind war waren habe haben hat nicht kein keine mit von fur auf bei aus zum zur den dem des ein eine einen einem einer mein meine meinen ihre ihren ihnen bitte danke dank hallo guten tag gruse grusse grussen freundlichen liebe wieder noch schon immer jetzt auch nur sehr wie was wann warum dass wenn dann kann konnen hilfe problem frage bestellung seit
  los las una uno del por para con que sin muy mas esta este esto gracias hola buenos dias favor les des est pour avec dans sur pas une vous nous bonjour merci cordialement que uma com para nao por mais muito obrigado ola bom dia`.split(
    /\s+/u,
  ),
);
