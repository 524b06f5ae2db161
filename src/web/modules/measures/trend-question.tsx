import { useTranslation } from 'react-i18next';
import { ControlChart } from '../../ui/control-chart.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import { percent } from '../../../figures/figure-words.ts';
import type { Progress } from './measures.data.ts';
import { QuestionCard } from './question-card.tsx';
import { Records } from './records.tsx';

/** 2. Is it getting better? */
export function TrendQuestion({ trend }: { trend: Progress['trend'] }) {
  const { t, i18n } = useTranslation('progress');
  const language = i18n.language;
  const { before, after, low, high } = trend;
  const answer = t(`trend.${trend.headline.code}`, {
    before: percent(before === null || before.n === 0 ? null : before.k / before.n, language),
    after: percent(after === null || after.n === 0 ? null : after.k / after.n, language),
  });
  const points = [low, high].flatMap((end) => (end === null ? [] : [Math.abs(end) * 100]));
  const [least = 0, most = 0] = points.toSorted((one, two) => one - two);
  const judged = trend.headline.code === 'better' || trend.headline.code === 'worse';
  const rests =
    before === null || after === null
      ? undefined
      : judged && points.length === 2
        ? t('trend.rests', {
            from: numberWords(least, language),
            to: numberWords(most, language),
            n: before.n,
            m: after.n,
          })
        : t('trend.counts', { n: before.n, m: after.n });
  return (
    <QuestionCard number={2} ask={t('ask.trend')} answer={answer} rests={rests}>
      {trend.chart.points.length > 0 && (
        <ControlChart
          name={t('trend.name')}
          chart={trend.chart}
          height={252}
          records={<Records link={trend.link}>{t('trend.records')}</Records>}
        />
      )}
    </QuestionCard>
  );
}
