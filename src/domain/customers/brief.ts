/**
 * The relationship brief ("Build a winning customer relationship", F. Martins): eight questions about every customer, each
 * answered with a statement, the customer's own words, where and when they were said, and how sure we are.
 */
export const briefQuestions = [
  'need',
  'why',
  'why-us',
  'expects',
  'worries',
  'perfect-outcome',
  'compared',
  'will-keep',
] as const;
export type BriefQuestion = (typeof briefQuestions)[number];

/** We think so; we heard it said; the customer confirmed it when asked. */
export const confidences = ['think', 'heard', 'confirmed'] as const;
export type Confidence = (typeof confidences)[number];

/** Where words may stand besides messages: an answer to a survey, what one of us heard, a public review, a note about him, what he wished for in a case. */
export const briefSources = ['answer', 'observation', 'review', 'note', 'wish'] as const;
export type BriefSource = (typeof briefSources)[number];

/** After this many days an answer is asked again before anyone relies on it. */
export const staleAfterDays = 180;

/** Whether an answer said at `saidAt` is too old to rely on at `now`. */
export function isStale(saidAt: Date, now: Date): boolean {
  return now.getTime() - saidAt.getTime() > staleAfterDays * 86_400_000;
}

/**
 * The question to ask next: the first one never answered, in the order of the brief; when all are known, the stalest of
 * the stale; null when everything is known and fresh. An answered, fresh question is never proposed: the customer has
 * told us already.
 */
export function nextQuestion(
  answered: readonly { question: BriefQuestion; saidAt: Date }[],
  now: Date,
): BriefQuestion | null {
  const known = new Set(answered.map((answer) => answer.question));
  const unknown = briefQuestions.find((question) => !known.has(question));
  if (unknown !== undefined) return unknown;
  const stale = answered
    .filter((answer) => isStale(answer.saidAt, now))
    .toSorted((a, b) => a.saidAt.getTime() - b.saidAt.getTime());
  return stale[0]?.question ?? null;
}
