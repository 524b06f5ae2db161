import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { percent } from '../../../figures/figure-words.ts';
import { drawing, stroke } from '../../../figures/drawing.ts';
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

/** A pure function of what is shown, so that the server can draw it too. */
function reliabilityOption(levels: Calibration['levels'], language: string, theme: ChartTheme): EChartsCoreOption {
  const axis = {
    type: 'value' as const,
    min: 0,
    max: 1,
    splitNumber: 5,
    axisLabel: { formatter: (value: number) => percent(value, language) },
  };
  const points = levels.filter(({ met }) => met.n > 0);
  return {
    grid: { left: 8, right: 14, top: 10, bottom: 4 },
    xAxis: axis,
    yAxis: axis,
    series: [
      {
        type: 'line',
        data: points.map(({ promised, met }) => [promised, met.k / met.n]),
        lineStyle: { width: 0 },
        showSymbol: false,
      },
      drawing((api) => {
        const [left, bottom] = api.coord([0, 0]);
        const [right, top] = api.coord([1, 1]);
        return [
          stroke(left, bottom, right, top, { stroke: theme.inkSecond, lineWidth: 1, lineDash: [4, 4] }),
          ...points.flatMap(({ promised, met }) => {
            const [x, at] = api.coord([promised, met.k / met.n]);
            const low = api.coord([promised, met.low ?? met.k / met.n])[1];
            const high = api.coord([promised, met.high ?? met.k / met.n])[1];
            return [
              stroke(x, low, x, high, { stroke: theme.inkSecond, lineWidth: 1.4 }),
              {
                type: 'circle' as const,
                shape: { cx: x, cy: at, r: 4 },
                style: { fill: theme.ink, stroke: theme.inkSecond, lineWidth: 1.4 },
              },
            ];
          }),
        ];
      }),
    ],
  };
}
