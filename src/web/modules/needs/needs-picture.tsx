import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import { needsOption } from '../../../figures/needs.ts';
import { isTold, type Need } from './needs.data.ts';

/**
 * Importance against satisfaction: high and left is what customers need and do not get. Only needs of which enough
 * customers have said how it ended, each with the interval of its satisfaction; all others stand in the table.
 */
export default function NeedsPicture({ needs }: { needs: readonly Need[] }) {
  const { t, i18n } = useTranslation('needpicture');
  const told = useMemo(() => needs.filter(isTold), [needs]);
  const axes = { x: t('satisfaction'), y: t('importance') };
  const option = (theme: ChartTheme) => needsOption(told, axes, theme);
  if (told.length < 2) return null;
  const tenth = (value: number | null) => (value === null ? null : numberWords(value, i18n.language, 1));
  return (
    <section aria-labelledby="needs-picture" style={{ margin: '4px 0 26px' }}>
      <h2 className="title" id="needs-picture">
        {t('title')}
      </h2>
      <p className="dim sm">
        {t('how')}
        {told.length < needs.length && ` ${t('left', { count: needs.length - told.length })}`}
      </p>
      <Chart
        name={t('title')}
        option={option}
        height={320}
        table={{
          columns: [t('need'), t('importance'), t('voiced'), t('satisfaction'), t('met'), t('opportunity')],
          rows: needs.map((need) => [
            need.statement,
            tenth(need.importance),
            `${need.voiced.k} / ${need.voiced.n}`,
            isTold(need) ? tenth(need.satisfaction) : null,
            `${need.met.k} / ${need.met.n}`,
            tenth(need.opportunity),
          ]),
        }}
      />
    </section>
  );
}
