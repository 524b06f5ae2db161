import type { Figure } from '../measures/figure.ts';
import { scoreFigure } from '../measures/figure.ts';
import type { Interval } from '../measures/proportions.ts';
import { Z95 } from '../measures/proportions.ts';
import { Refusal } from '../refusal.ts';

/** Answers to "how likely are you to recommend us", 0–10: promoters 9–10, passives 7–8, detractors 0–6. */
export type PromoterCounts = { readonly promoters: number; readonly passives: number; readonly detractors: number };

export type NetPromoter = PromoterCounts & {
  readonly n: number;
  /** 100·(p − d) of the answers as given, −100..100; undefined without answers. */
  readonly raw: number | undefined;
  /** Centre of the adjusted-Wald interval, the score that is shown, in points. */
  readonly score: number;
  /** Half the 95 % interval, in points. */
  readonly margin: number;
  readonly interval: Interval;
  readonly figure: Figure;
};

export type PromoterGroup = 'promoter' | 'passive' | 'detractor';

/** Which group an answer 0–10 belongs to. @throws Refusal invalid when off the scale. */
export function promoterGroup(answer: number): PromoterGroup {
  if (!Number.isInteger(answer) || answer < 0 || answer > 10) {
    throw new Refusal('invalid', 'answer_off_scale', `${answer} is not on the scale 0–10.`, { answer });
  }
  if (answer >= 9) return 'promoter';
  return answer >= 7 ? 'passive' : 'detractor';
}

/** Counts answers 0–10 into promoters, passives and detractors. */
export function countPromoters(answers: readonly number[]): PromoterCounts {
  const groups = answers.map(promoterGroup);
  const count = (group: PromoterGroup) => groups.filter((each) => each === group).length;
  return { promoters: count('promoter'), passives: count('passive'), detractors: count('detractor') };
}

/**
 * Net promoter score with the adjusted-Wald interval (Sauro & Lewis, after Agresti & Coull): three answers are added,
 * 0.75 promoters, 0.75 detractors, 1.5 passives; the variance of one answer is p + d − (p − d)².
 */
export function netPromoter(counts: PromoterCounts): NetPromoter {
  const n = counts.promoters + counts.passives + counts.detractors;
  const adjusted = n + 3;
  const promoters = (counts.promoters + 0.75) / adjusted;
  const detractors = (counts.detractors + 0.75) / adjusted;
  const net = promoters - detractors;
  const margin = 100 * Z95 * Math.sqrt((promoters + detractors - net ** 2) / adjusted);
  const score = 100 * net;
  const interval = { low: Math.max(-100, score - margin), high: Math.min(100, score + margin) };
  const raw = n === 0 ? undefined : (100 * (counts.promoters - counts.detractors)) / n;
  return { ...counts, n, raw, score, margin, interval, figure: scoreFigure({ n, value: score, margin, interval }) };
}
