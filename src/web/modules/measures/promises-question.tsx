import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { monthWords } from '../../../figures/day-words.ts';
import { percent } from '../../../figures/figure-words.ts';
import { keptOption } from '../../../figures/progress/promises.ts';
import type { Progress } from './measures.data.ts';
import { QuestionCard } from './question-card.tsx';
import { Records } from './records.tsx';

/** 4. Do we keep our promises? */
export function PromisesQuestion({ promises }: { promises: Progress['promises'] }) {
  const { t, i18n } = useTranslation('progress');
  const language = i18n.language;
  const { series, total, broken, renegotiated } = promises;
  const option = useMemo(() => (theme: ChartTheme) => keptOption(series, language, theme), [series, language]);
  const between =
    total.low === null ? '' : t('between', { low: Math.round(total.low * 100), high: percent(total.high, language) });
  const apart = promises.apart
    .filter(({ kept }) => kept.n > 0)
    .map(({ kind, kept }) => t(`promises.apart.${kind}`, { k: kept.k, n: kept.n }))
    .join(', ');
  const moved = renegotiated > 0 ? t('promises.moved', { count: renegotiated }) : '';
  return (
    <QuestionCard
      number={4}
      ask={t('ask.promises')}
      answer={t(`promises.${promises.headline.code}`, { k: total.k, n: total.n, count: broken })}
      rests={[apart, between, moved].filter(Boolean).join(', ') || undefined}
    >
      {total.n > 0 && (
        <Chart
          name={t('promises.name')}
          option={option}
          height={170}
          records={<Records link={promises.link}>{t('promises.records', { count: broken })}</Records>}
          table={{
            columns: [
              t('charts:column.month'),
              t('promises.kept'),
              t('promises.due'),
              t('charts:column.share'),
              t('charts:column.between'),
              t('promises.policy'),
              t('promises.personal'),
              t('promises.renegotiated'),
            ],
            rows: series.map(({ from, kept, policy, personal, renegotiated: changed }) => [
              monthWords(from, language, true),
              kept.k,
              kept.n,
              kept.n < 5 ? null : percent(kept.k / kept.n, language),
              kept.low === null ? null : `${percent(kept.low, language)} – ${percent(kept.high, language)}`,
              policy.n === 0 ? null : `${policy.k} / ${policy.n}`,
              personal.n === 0 ? null : `${personal.k} / ${personal.n}`,
              changed,
            ]),
          }}
        />
      )}
    </QuestionCard>
  );
}
