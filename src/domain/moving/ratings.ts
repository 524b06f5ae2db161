/** Words other desks rate with, on our five steps. What has no middle takes the ends. */
const words: Readonly<Record<string, number>> = {
  great: 5,
  good: 5,
  happy: 5,
  satisfied: 5,
  okay: 3,
  ok: 3,
  neutral: 3,
  bad: 1,
  'not good': 1,
  unhappy: 1,
  dissatisfied: 1,
};

/** Freshdesk's seven steps, from extremely happy (103) to extremely unhappy (-103). */
const sevenSteps: Readonly<Record<string, number>> = {
  '103': 5,
  '102': 5,
  '101': 4,
  '100': 3,
  '-101': 2,
  '-102': 1,
  '-103': 1,
};

/**
 * A rating of another desk on a scale of 1 (worst) to 5 (best): its words, its numbers from 1 to 5, or Freshdesk's from -103
 * to 103. Null for anything else, which then stays as it was said.
 */
export function ratingOf(score: string): number | null {
  const said = score
    .trim()
    .toLowerCase()
    .replaceAll(/[_-]+(?=[a-z])/g, ' ');
  if (/^[1-5]$/.test(said)) return Number(said);
  return sevenSteps[said] ?? words[said] ?? null;
}
