import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { dayWords, numberWords } from '../../../figures/day-words.ts';
import { fixesOption } from '../../../figures/progress/fixes.ts';
import type { Progress } from './measures.data.ts';
import { QuestionCard } from './question-card.tsx';
import { Records } from './records.tsx';

/** 6. Did what we fixed work? */
export function FixesQuestion({ fixes }: { fixes: Progress['fixes'] }) {
  const { t, i18n } = useTranslation(['progress', 'charts']);
  const language = i18n.language;
  const list = fixes.fixes;
  const option = useMemo(() => {
    const words = {
      noChange: t('fixes.noChange'),
      verdict: (fix: (typeof list)[number]) => t(`charts:verdict.${fix.verdict}`),
      tick: (points: number) => signed(points, language),
    };
    return (theme: ChartTheme) => fixesOption(list, words, theme);
  }, [list, language, t]);
  const parts = (
    [
      ['better', fixes.better],
      ['worse', fixes.worse],
      ['noDetectableChange', fixes.noDetectableChange],
      ['tooEarly', fixes.tooEarly],
    ] as const
  ).flatMap(([key, count]) => (count > 0 ? [t(`fixes.${key}`, { count })] : []));
  const answer =
    list.length === 0
      ? t('fixes.none')
      : t('fixes.counts', { count: list.length, parts: new Intl.ListFormat(language).format(parts) });
  return (
    <QuestionCard
      number={6}
      ask={t('ask.fixes')}
      answer={answer}
      rests={list.length > 0 ? t('fixes.rests') : undefined}
    >
      {list.length > 0 && (
        <Chart
          name={t('fixes.name')}
          option={option}
          height={Math.max(130, list.length * 29 + 28)}
          records={<Records link={fixes.link}>{t('fixes.records', { count: list.length })}</Records>}
          table={{
            columns: [
              t('fixes.fix'),
              t('fixes.since'),
              t('fixes.metric'),
              t('fixes.verdict'),
              t('fixes.difference'),
              t('charts:column.between'),
            ],
            rows: list.map((fix) => [
              fix.title,
              dayWords(fix.on, language, true),
              t(`charts:metric.${fix.metric}`, { context: 'everywhere' }),
              t(`charts:verdict.${fix.verdict}`),
              fix.difference === null ? null : signed(fix.difference * 100, language),
              fix.low === null || fix.high === null
                ? null
                : `${signed(fix.low * 100, language)} – ${signed(fix.high * 100, language)}`,
            ]),
          }}
        />
      )}
    </QuestionCard>
  );
}

function signed(points: number, language: string): string {
  const sign = points < 0 ? '−' : points > 0 ? '+' : '';
  return `${sign}${numberWords(Math.abs(points), language, 1)}`;
}
