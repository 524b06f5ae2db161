import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { percent } from '../../../figures/figure-words.ts';
import type { Progress } from './measures.data.ts';
import { QuestionCard } from './question-card.tsx';
import { Records } from './records.tsx';
import { staysOption } from '../../../figures/progress/stays.ts';

/** 7. Do they stay? An association, and said so. */
export function StaysQuestion({ stays }: { stays: Progress['stays'] }) {
  const { t, i18n } = useTranslation('progress');
  const language = i18n.language;
  const { allKept, oneBroken } = stays;
  const option = useMemo(() => {
    const words = { language, allKept: t('stays.allKept'), oneBroken: t('stays.oneBroken'), months: t('stays.months') };
    return (theme: ChartTheme) => staysOption(stays, words, theme);
  }, [stays, language, t]);
  const end = (curve: typeof allKept) => curve.points.at(-1);
  const drawn = stays.headline.code === 'kept-only' || stays.headline.code === 'kept-and-broken';
  const answer = t(`stays.${stays.headline.code}`, {
    kept: percent(end(allKept)?.share ?? null, language),
    broken: percent(end(oneBroken)?.share ?? null, language),
    count: end(allKept)?.month ?? 0,
  });
  return (
    <QuestionCard
      number={7}
      ask={t('ask.stays')}
      answer={answer}
      rests={drawn ? t('stays.association', { count: stays.quietDays }) : undefined}
    >
      {drawn && (
        <Chart
          name={t('stays.name')}
          option={option}
          height={190}
          records={<Records link={stays.link}>{t('stays.records', { count: allKept.left + oneBroken.left })}</Records>}
          table={{
            columns: [
              t('stays.group'),
              t('stays.month'),
              t('stays.still'),
              t('charts:column.between'),
              t('charts:column.n'),
            ],
            rows: [
              { curve: allKept, name: t('stays.allKept') },
              { curve: oneBroken, name: t('stays.oneBroken') },
            ].flatMap(({ curve, name }) =>
              curve.points.map((point) => [
                name,
                point.month,
                percent(point.share, language),
                point.low === null ? null : `${percent(point.low, language)} – ${percent(point.high, language)}`,
                curve.n,
              ]),
            ),
          }}
        />
      )}
    </QuestionCard>
  );
}
