import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlChart as Charted } from '../../contract/improvement-plans.ts';
import type { ChartTheme } from '../../figures/chart-theme.ts';
import { Chart } from './chart.tsx';
import { controlChartOption } from '../../figures/control-chart.ts';
import { shortDay } from '../../figures/day-words.ts';
import { percent } from '../../figures/figure-words.ts';

/** A share week by week (or month by month) between its limits, with changes marked. Nothing to draw is said in words. */
export function ControlChart(props: { name: string; chart: Charted; height?: number; records?: ReactNode }) {
  const { t, i18n } = useTranslation('charts');
  const { chart } = props;
  const language = i18n.language;
  const option = useMemo(() => {
    const words = {
      language,
      onAverage: (share: string) => t('control.average', { share }),
      now: (share: string) => t('control.now', { share }),
      upperLimit: t('control.upper'),
      change: (title: string, day: string) => t('control.change', { title, day }),
    };
    return (theme: ChartTheme) => controlChartOption(chart, words, theme);
  }, [chart, language, t]);
  if (chart.points.length === 0) return <p className="dim sm">{t('control.nothing')}</p>;
  const table = {
    columns: [
      t('column.from'),
      t('column.k'),
      t('column.n'),
      t('column.share'),
      t('column.centre'),
      t('column.lower'),
      t('column.upper'),
      t('column.signal'),
    ],
    rows: chart.points.map((point) => [
      shortDay(point.from, language),
      point.k,
      point.n,
      percent(point.value, language),
      percent(point.centre, language),
      percent(point.lower, language),
      percent(point.upper, language),
      point.signals.map(({ rule }) => t(`signal.${rule}`)).join(', ') || null,
    ]),
  };
  return <Chart name={props.name} option={option} table={table} height={props.height ?? 240} records={props.records} />;
}
