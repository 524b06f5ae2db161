import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { Chart } from '../../ui/chart.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import { isTold, type Need } from './needs.data.ts';

const longest = 28;

/**
 * Importance against satisfaction: high and left is what customers need and do not get. Only needs of which enough
 * customers have said how it ended, each with the interval of its satisfaction; all others stand in the table.
 */
export default function NeedsPicture({ needs }: { needs: readonly Need[] }) {
  const { t, i18n } = useTranslation('needpicture');
  const told = useMemo(() => needs.filter(isTold), [needs]);
  const axes = { x: t('satisfaction'), y: t('importance') };
  const option = (theme: ChartTheme) => pictureOption(told, axes, theme);
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

/** A pure function of what is shown, so that the server can draw it too. */
function pictureOption(needs: readonly Need[], names: { x: string; y: string }, theme: ChartTheme): EChartsCoreOption {
  const axis = (name: string) => ({
    type: 'value' as const,
    min: 0,
    max: 10,
    splitNumber: 5,
    name,
    nameTextStyle: { color: theme.inkSecond },
  });
  const points = needs.map((need) => ({ at: [need.satisfaction ?? 0, need.importance] as [number, number], need }));
  return {
    grid: { left: 8, right: 18, top: 30, bottom: 22 },
    xAxis: { ...axis(names.x), nameLocation: 'middle', nameGap: 26 },
    yAxis: axis(names.y),
    series: [
      {
        type: 'scatter',
        data: points.map(({ at, need }) => ({ value: at, name: need.statement })),
        symbolSize: 9,
        itemStyle: { color: theme.ink },
        label: {
          show: true,
          position: 'top',
          color: theme.inkSecond,
          formatter: ({ name }: { name: string }) => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name),
        },
        labelLayout: { hideOverlap: true },
      },
      // on this line importance and what is missing of it make ten: left of it a need is worth a look
      line([0, 5], [10, 10], { color: theme.inkThird, width: 1, type: [4, 4] }),
      ...points.flatMap(({ at: [, y], need: { met } }) =>
        met.low === null || met.high === null
          ? []
          : [line([met.low * 10, y], [met.high * 10, y], { color: theme.inkThird, width: 1.2 })],
      ),
    ],
  };
}

function line(from: [number, number], to: [number, number], lineStyle: object) {
  return { type: 'line', data: [from, to], showSymbol: false, silent: true, lineStyle };
}
