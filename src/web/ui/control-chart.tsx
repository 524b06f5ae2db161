import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlChart as Charted } from '../../contract/improvement-plans.ts';
import { controlPicture } from '../../figures/control-chart.ts';
import type { Say } from '../../figures/told.ts';
import { Chart } from './chart.tsx';
import { useTold } from './use-told.ts';

const namespaces = ['charts'];

/** A share week by week (or month by month) between its limits, with changes marked. Nothing to draw is said in words. */
export function ControlChart(props: { name: string; chart: Charted; height?: number; records?: ReactNode }) {
  const { t } = useTranslation('charts');
  const { name, height = 240 } = props;
  const tell = useCallback(
    (chart: Charted, say: Say, language: string) => controlPicture(chart, { name, height }, say, language),
    [name, height],
  );
  const picture = useTold(tell, props.chart, namespaces);
  if (picture === undefined) return <p className="dim sm">{t('control.nothing')}</p>;
  return <Chart {...picture} records={props.records} />;
}
