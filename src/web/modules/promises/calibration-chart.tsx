import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { percent } from '../../../figures/figure-words.ts';
import { reliabilityOption } from '../../../figures/calibration.ts';
import type { Calibration } from './register/register.data.ts';

/** The reliability diagram: for each share promised, the share that came true with its interval; on the line it is honest. */
export function CalibrationChart({ levels }: { levels: Calibration['levels'] }) {
  const { t, i18n } = useTranslation('register');
  const language = i18n.language;
  const option = useMemo(() => (theme: ChartTheme) => reliabilityOption(levels, language, theme), [levels, language]);
  return (
    <Chart
      name={t('calibration.chart')}
      option={option}
      height={300}
      table={{
        columns: [
          t('calibration.promisedColumn'),
          t('calibration.met'),
          t('calibration.share'),
          t('calibration.between'),
        ],
        rows: levels.map(({ promised, met }) => [
          percent(promised, language),
          `${met.k} / ${met.n}`,
          met.n === 0 ? null : percent(met.k / met.n, language),
          met.low === null ? null : `${percent(met.low, language)} – ${percent(met.high, language)}`,
        ]),
      }}
    />
  );
}
