import { numberWords } from '../../../figures/day-words.ts';
import { percent } from '../../../figures/figure-words.ts';
import type { Improvement, Metric, VerdictReport } from './improvement.data.ts';

type Say = (key: string, values?: Record<string, unknown>) => string;

/** What it is measured by, in words: "Share of moments lost at Unpacking". */
export function metricWords(t: Say, metric: Metric, place: string | undefined): string {
  return place === undefined
    ? t(`charts:metric.${metric}`, { context: 'everywhere' })
    : t(`charts:metric.${metric}`, { place });
}

/** What was promised: "From 20 % to 13 % or less in 12 weeks"; without a baseline only the step. */
export function expectedWords(t: Say, { plan, power }: Pick<Improvement, 'plan' | 'power'>, language: string): string {
  const { baseline } = power;
  const weeks = plan.weeks;
  const points = numberWords(plan.expectedEffect * 100, language, 1);
  if (baseline.n === 0) return t(`plan.step.${plan.better}`, { points, count: weeks });
  const from = baseline.k / baseline.n;
  const to = Math.min(
    1,
    Math.max(0, plan.better === 'lower' ? from - plan.expectedEffect : from + plan.expectedEffect),
  );
  return t(`plan.fromTo.${plan.better}`, { from: percent(from, language), to: percent(to, language), count: weeks });
}

/** The verdict behind its word: counts before and after, the difference with its interval. */
export function verdictSentence(t: Say, report: VerdictReport, language: string, lost: boolean): string {
  const kind = lost ? 'lost' : 'met';
  const number = (share: number) => pointsNumber(share, language);
  if (report.verdict === 'too-early') {
    return t(`verdict.because.${report.because ?? 'waiting-for-weeks'}`, { count: report.missing ?? 0 });
  }
  const counts = t(`verdict.counts.${kind}`, {
    k: report.before.k,
    n: report.before.n,
    weeks: report.weeksBefore,
    afterK: report.after.k,
    afterN: report.after.n,
    afterWeeks: report.weeksAfter,
  });
  if (report.difference === null || report.low === null || report.high === null) return counts;
  const { low, high, difference } = report;
  const clear = Math.sign(low) === Math.sign(high);
  const direction = difference < 0 ? 'fewer' : difference > 0 ? 'more' : 'same';
  const [least = 0, most = 0] = [Math.abs(low), Math.abs(high)].toSorted((one, two) => one - two);
  const step = clear
    ? t(`verdict.step.${direction}`, { points: number(difference), from: number(least), to: number(most) })
    : t(`verdict.unclear.${direction}`, { points: number(difference), fewer: number(low), more: number(high) });
  return `${counts} ${step}`;
}

/** A difference of shares as points without its sign: whole ones, with a decimal only below one. */
export function pointsNumber(share: number, language: string): string {
  const points = Math.abs(share) * 100;
  return numberWords(points, language, points < 1 ? 1 : 0);
}
