import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { monthWords } from '../../../figures/day-words.ts';
import { percent } from '../../../figures/figure-words.ts';
import type { Progress } from './measures.data.ts';
import { momentsOption } from '../../../figures/progress/moments.ts';
import { QuestionCard } from './question-card.tsx';
import { Records } from './records.tsx';

/** 1. How many moments did we win, how many did we lose? */
export function MomentsQuestion({ moments }: { moments: Progress['moments'] }) {
  const { t, i18n } = useTranslation('progress');
  const language = i18n.language;
  const { series, last, first, total } = moments;
  const option = useMemo(() => {
    const words = { language, won: t('won'), neutral: t('neutral'), lost: t('lost') };
    return (theme: ChartTheme) => momentsOption(series, words, theme);
  }, [series, language, t]);
  const answer =
    moments.headline.code === 'nothing-yet' || last === null
      ? t('moments.nothing-yet')
      : t(`moments.${first === null ? 'counts' : moments.headline.code}`, {
          month: monthWords(last.from, language),
          won: last.won.k,
          lost: last.lost.k,
          n: last.won.n,
          thenMonth: first === null ? '' : monthWords(first.from, language, true),
          thenWon: first?.won.k,
          thenLost: first?.lost.k,
          thenN: first?.won.n,
        });
  const interval = (figure: { low: number | null; high: number | null }) =>
    figure.low === null ? null : `${percent(figure.low, language)} – ${percent(figure.high, language)}`;
  return (
    <QuestionCard number={1} ask={t('ask.moments')} answer={answer} className="wide">
      {total.won.n > 0 && (
        <Chart
          name={t('moments.name')}
          option={option}
          height={252}
          records={<Records link={moments.link}>{t('moments.records', { count: total.lost.k })}</Records>}
          table={{
            columns: [
              t('charts:column.month'),
              t('charts:column.n'),
              t('won'),
              t('neutral'),
              t('lost'),
              t('moments.wonBetween'),
              t('moments.lostBetween'),
            ],
            rows: series.map((month) => [
              monthWords(month.from, language, true),
              month.won.n,
              month.won.k,
              month.neutral.k,
              month.lost.k,
              interval(month.won),
              interval(month.lost),
            ]),
          }}
        />
      )}
    </QuestionCard>
  );
}
