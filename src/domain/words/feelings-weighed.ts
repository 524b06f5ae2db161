/**
 * Feelings that no list of words and no frame knows: a message is weighed as a whole by what was learned of labelled ones. It
 * also corrects what single words seemed to say where the whole clearly tells of something else.
 */
import type { Language } from '../languages.ts';
import { type Mood, moodOf } from '../learned/mood.ts';
import type { Sentence } from '../promises/spoken-promise-text.ts';
import { type FeelingName, isUpset } from './feeling-lexicon.ts';
import type { Feeling } from './feelings.ts';

/** What was learned from has few sentences; a longer message is weighed a few at a time. */
const FEW = 5;
const MOST_PARTS = 24;
/** From here on a message tells of a feeling; a part of a long letter must do so more clearly. */
const feltEnough = { short: 0.5, long: 1 };
/** A message that leans so far to none is calm, whatever a word of it seems to say; joy that is named stays longer than a grudge. */
const surelyCalm = { upset: -2, happy: -4 };
/** As much less than the feeling it leans to most may it lean to one that a word names. */
const farOff = 3;
/** Words by which somebody says of himself how he feels, with up to five others before the feeling. */
const ofHimself =
  /(?<!\p{L})(?:i['’]?m|i am|i was|i feel|i felt|we['’]?re|we are|we were|we feel|makes? (?:me|us)|made (?:me|us)|left (?:me|us)|ich bin|ich war|wir sind|wir waren|bin ich|sind wir|fühle? (?:ich )?mich|fühlen (?:wir )?uns|macht (?:mich|uns))(?: \p{L}+){0,5} $/iu;

/** The feelings that were read in a message, mended by its weight; nothing changes in a language of which nothing was learned. */
export function weighedIn(
  own: string,
  sentences: readonly Sentence[],
  language: Language,
  found: readonly Feeling[],
  isWanted: (feeling: FeelingName) => boolean,
): readonly Feeling[] {
  const isShort = sentences.length <= FEW;
  const parts = isShort ? [{ text: own, sentences }] : partsOf(own, sentences);
  const moods = parts.flatMap((part) => {
    const mood = moodOf(part.text, language);
    return mood === null ? [] : [{ ...part, mood }];
  });
  const strongest = moods.toSorted((one, other) => other.mood.felt - one.mood.felt)[0];
  if (strongest === undefined) return found;
  const likely = isShort ? found.filter((one) => isSaid(one, own) || isLikely(one, strongest.mood)) : found;
  if (likely.length > 0) return likely;
  const [feeling, lean] = leadingOf(strongest.mood);
  if (lean <= (isShort ? feltEnough.short : feltEnough.long) || !isWanted(feeling)) return [];
  // nobody named it: enough to be acknowledged, too little to decide what a moment was
  return [{ feeling, strength: 1, ...placeOf(strongest.sentences, feeling, language), about: null }];
}

function leadingOf({ lean }: Mood): [FeelingName, number] {
  return [...lean].toSorted(([, one], [, other]) => other - one)[0] as [FeelingName, number];
}

/** "I am very disappointed": what somebody says of himself, or in the strongest words, is not taken back. */
function isSaid({ feeling, strength, start }: Feeling, own: string): boolean {
  if (strength !== 2) return strength > 2;
  return isUpset(feeling) && ofHimself.test(own.slice(Math.max(0, start - 60), start));
}

function isLikely({ feeling }: Feeling, mood: Mood): boolean {
  const calm = isUpset(feeling) ? surelyCalm.upset : surelyCalm.happy;
  return mood.felt >= calm && (mood.lean.get(feeling) ?? 0) > mood.felt - farOff;
}

function partsOf(own: string, sentences: readonly Sentence[]) {
  const parts: { text: string; sentences: readonly Sentence[] }[] = [];
  for (let from = 0; from < sentences.length && parts.length < MOST_PARTS; from += 2) {
    const few = sentences.slice(from, from + FEW - 1);
    const [first, last] = [few[0], few.at(-1)];
    if (first !== undefined && last !== undefined)
      parts.push({ text: own.slice(first.start, last.start + last.text.length), sentences: few });
  }
  return parts;
}

/** The sentence that leans furthest to a feeling. */
function placeOf(sentences: readonly Sentence[], feeling: FeelingName, language: Language) {
  const weighed = sentences
    .filter(({ text }) => /\p{L}/u.test(text))
    .map((sentence) => ({ sentence, lean: moodOf(sentence.text, language)?.lean.get(feeling) ?? 0 }));
  const { sentence } = weighed.toSorted((one, other) => other.lean - one.lean)[0] ?? { sentence: sentences[0] };
  const start = sentence?.start ?? 0;
  return { start, end: start + (sentence?.text.trimEnd().length ?? 0) };
}
