import type { ControlChart } from '../contract/improvement-plans.ts';
import type { RecordsLink } from '../contract/measures.ts';
import type { ShareFigure } from '../contract/shapes.ts';
import { controlPicture } from './control-chart.ts';
import { dayWords, shortDay } from './day-words.ts';
import { saidShare } from './said-figure.ts';
import type { Say, ToldFigure } from './told.ts';

/** A share as a control chart tells it, with the days it is of. */
export interface ChartedShare {
  readonly from: string;
  readonly to: string;
  readonly total: ShareFigure;
  readonly chart: ControlChart;
  readonly link: RecordsLink;
}

/**
 * Promises kept, or customers satisfied, week by week: the share of the whole time, the last week, and what stands out.
 * @param more what else belongs to it, as sentences
 */
export function tellShareByWeek(
  which: 'kept' | 'satisfied',
  charted: ChartedShare,
  say: Say,
  language: string,
  more: readonly string[] = [],
): ToldFigure {
  const { total, chart } = charted;
  const last = chart.points.at(-1);
  const latest =
    last === undefined
      ? []
      : [
          say('reports:latestWeek', { day: dayWords(last.from, language), k: last.k, n: last.n }),
          standingOut(chart, say, language),
        ];
  return {
    ask: say(`reports:ask.${which}`),
    answer: say(`reports:answer.${which}`, {
      from: dayWords(charted.from, language, true),
      to: dayWords(charted.to, language, true),
      figure: saidShare(total, say, language),
    }),
    rests: [...latest, ...more].join(' ') || undefined,
    picture: controlPicture(chart, { name: say(`reports:name.${which}`), height: 232 }, say, language),
    records: { link: charted.link, words: say(`reports:records.${which}`) },
  };
}

/** What cannot be chance; under twelve weeks nothing is said of that. */
function standingOut(chart: ControlChart, say: Say, language: string): string {
  if (chart.phases.at(-1)?.status === 'trial') return say('reports:trial');
  const signals = chart.points.filter(({ signals }) => signals.length > 0).slice(-4);
  if (signals.length === 0) return say('reports:steady');
  const weeks = new Intl.ListFormat(language).format(signals.map(({ from }) => shortDay(from, language)));
  return say('reports:signals', { count: signals.length, weeks });
}
