import type { Progress } from '../../contract/measures.ts';
import { controlPicture } from '../control-chart.ts';
import { numberWords } from '../day-words.ts';
import { percent } from '../figure-words.ts';
import type { Say, ToldFigure } from '../told.ts';

/** 2. Is it getting better? */
export function tellTrend(trend: Progress['trend'], say: Say, language: string): ToldFigure {
  const { before, after } = trend;
  return {
    ask: say('progress:ask.trend'),
    answer: say(`progress:trend.${trend.headline.code}`, {
      before: percent(before === null || before.n === 0 ? null : before.k / before.n, language),
      after: percent(after === null || after.n === 0 ? null : after.k / after.n, language),
    }),
    rests: restsOf(trend, say, language),
    picture: controlPicture(trend.chart, { name: say('progress:trend.name'), height: 252 }, say, language),
    records: { link: trend.link, words: say('progress:trend.records') },
  };
}

function restsOf({ before, after, low, high, headline }: Progress['trend'], say: Say, language: string) {
  if (before === null || after === null) return undefined;
  const counts = { n: before.n, m: after.n };
  const judged = headline.code === 'better' || headline.code === 'worse';
  if (!judged || low === null || high === null) return say('progress:trend.counts', counts);
  const [least = 0, most = 0] = [Math.abs(low) * 100, Math.abs(high) * 100].toSorted((one, two) => one - two);
  return say('progress:trend.rests', {
    from: numberWords(least, language),
    to: numberWords(most, language),
    ...counts,
  });
}
