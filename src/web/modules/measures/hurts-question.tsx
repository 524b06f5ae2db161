import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import { percent } from '../../../figures/figure-words.ts';
import { hurtsOption } from '../../../figures/progress/hurts.ts';
import type { Progress } from './measures.data.ts';
import { QuestionCard } from './question-card.tsx';
import { Records } from './records.tsx';

const shown = 6;

/** 5. Where does it hurt? The most needlessly lost first; only those that survive looking at many are named. */
export function HurtsQuestion({ hurts }: { hurts: Progress['hurts'] }) {
  const { t, i18n } = useTranslation('progress');
  const language = i18n.language;
  const places = useMemo(() => hurts.places.slice(0, shown), [hurts.places]);
  const option = useMemo(() => {
    const words = { language, of: (k: number, n: number) => t('of', { k, n }) };
    return (theme: ChartTheme) => hurtsOption(places, words, theme);
  }, [places, language, t]);
  return (
    <QuestionCard
      number={5}
      ask={t('ask.hurts')}
      answer={hurtsSentence(hurts, language, (key, values) => t(key, values ?? {}))}
    >
      {places.length > 0 && (
        <Chart
          name={t('hurts.name')}
          option={option}
          height={Math.max(130, places.length * 25 + 28)}
          records={<Records link={hurts.link}>{t('hurts.records', { count: hurts.touchpoints })}</Records>}
          table={{
            columns: [
              t('hurts.touchpoint'),
              t('lost'),
              t('charts:column.n'),
              t('charts:column.share'),
              t('charts:column.between'),
              t('hurts.excess'),
            ],
            rows: hurts.places.map(({ name, lost, excessMoments }) => [
              name,
              lost.k,
              lost.n,
              lost.share === null ? null : percent(lost.share, language),
              lost.low === null ? null : `${percent(lost.low, language)} – ${percent(lost.high, language)}`,
              numberWords(excessMoments, language),
            ]),
          }}
        />
      )}
    </QuestionCard>
  );
}

/** The places that are named, joined as the language joins a list. */
export function hurtsSentence(
  hurts: Progress['hurts'],
  language: string,
  t: (key: string, values?: Record<string, unknown>) => string,
): string {
  const named = hurts.places.filter((place) => place.named);
  const first = named[0];
  if (first === undefined) return t(`hurts.${hurts.places.length === 0 ? 'nothing-yet' : 'nowhere-in-particular'}`);
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    named.slice(0, 3).map(({ name }) => name),
  );
  return t(`hurts.${named.length === 1 ? 'one-place' : 'places'}`, { name: names, k: first.lost.k, n: first.lost.n });
}
