import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from '../chart-theme.ts';
import { drawing, stroke, word } from '../drawing.ts';
import type { Progress } from '../../contract/measures.ts';
import { numberWords } from '../day-words.ts';
import { type Say, shortly, type ToldFigure } from '../told.ts';

type Typical = Progress['typical'];

/** 3. What is typical? Time to close, in working time. */
export function tellTypical(typical: Typical, say: Say, language: string): ToldFigure {
  const { minutes, unit } = workingUnit(typical);
  const long = (value: number | null) =>
    value === null
      ? ''
      : say(`progress:typical.${unit}`, { count: value / minutes, number: numberWords(value / minutes, language, 1) });
  const half = long(typical.half);
  const words = {
    half: say('progress:typical.halfMark', { time: half }),
    nineInTen: say('progress:typical.nineMark', { time: long(typical.nineInTen) }),
    unit: say(`progress:typical.axis.${unit}`),
    cases: say('progress:typical.cases'),
    tick: (value: number) => numberWords(value, language, 1),
  };
  const known = typical.headline.code === 'half-within' || typical.headline.code === 'half-still-open';
  const table = {
    columns: [say('progress:typical.from'), say('progress:typical.to'), words.cases],
    rows: typical.bars.map((bar) => [
      long(bar.from),
      bar.to === null ? say('progress:typical.longer') : long(bar.to),
      bar.n,
    ]),
  };
  return {
    ask: say('progress:ask.typical'),
    answer: say(`progress:typical.${typical.headline.code}`, { time: half, count: typical.n }),
    rests: typical.n > 0 ? say('progress:typical.rests', { n: typical.n, open: typical.stillOpen }) : undefined,
    picture:
      known && typical.bars.length > 0
        ? {
            name: say('progress:typical.name'),
            height: 170,
            option: (theme) => typicalOption(typical, words, theme),
            table,
            short: shortly(table, [0, 1, 2], 'first'),
          }
        : undefined,
    records: { link: typical.link, words: say('progress:typical.records') },
  };
}

/** Working minutes as hours or as working days, whichever reads better for what is typical here. */
function workingUnit(typical: Typical): { minutes: number; unit: 'hours' | 'days' } {
  const long = typical.nineInTen ?? typical.half ?? typical.bars.at(-1)?.from ?? 0;
  return long > typical.minutesPerWorkingDay * 1.5
    ? { minutes: typical.minutesPerWorkingDay, unit: 'days' }
    : { minutes: 60, unit: 'hours' };
}

/** How long closed cases took, with the hour by which half and nine in ten were closed. Paler beyond nine in ten. */
function typicalOption(
  typical: Typical,
  words: { half: string; nineInTen: string; unit: string; cases: string; tick: (value: number) => string },
  theme: ChartTheme,
): EChartsCoreOption {
  const { minutes } = workingUnit(typical);
  const width = ((typical.bars[0]?.to ?? 60) - (typical.bars[0]?.from ?? 0)) / minutes;
  const most = Math.max(1, ...typical.bars.map((bar) => bar.n));
  const end = typical.bars.reduce((last, bar) => Math.max(last, (bar.to ?? bar.from + width * minutes) / minutes), 0);
  return {
    grid: { left: 8, right: 16, top: 8, bottom: 18 },
    xAxis: {
      type: 'value',
      min: 0,
      max: end,
      name: words.unit,
      nameLocation: 'end',
      nameGap: -18,
      nameTextStyle: {
        color: theme.inkThird,
        fontSize: 11.5,
        align: 'right',
        verticalAlign: 'top',
        padding: [20, 0, 0, 0],
      },
      splitLine: { show: false },
      axisLine: { show: true, lineStyle: { color: theme.lineStrong } },
      axisLabel: { formatter: words.tick, showMaxLabel: false, hideOverlap: true },
    },
    yAxis: { type: 'value', min: 0, max: most * 1.5, show: false },
    series: [
      drawing((api) => {
        const bars = typical.bars.map((bar) => {
          const from = bar.from / minutes;
          const [x, y] = api.coord([from, bar.n]);
          const [right, bottom] = api.coord([bar.to === null ? from + width : bar.to / minutes, 0]);
          const late = typical.nineInTen !== null && bar.from >= typical.nineInTen;
          return {
            type: 'rect',
            shape: { x: x + 0.5, y, width: Math.max(1, right - x - 1.5), height: bottom - y },
            style: { fill: late ? theme.neutral : theme.inkThird, opacity: late ? 0.8 : 0.5 },
          };
        });
        return [
          ...bars,
          ...quantile(typical.half, words.half, 1.48),
          ...quantile(typical.nineInTen, words.nineInTen, 1.26),
        ];

        function quantile(at: number | null, name: string, height: number): object[] {
          if (at === null || at / minutes > end) return [];
          const [x, y] = api.coord([at / minutes, 0]);
          const high = api.coord([0, most * height])[1];
          const right = x + 12 + name.length * 6.4 > api.getWidth();
          return [
            stroke(x, high, x, y, { stroke: theme.ink, lineWidth: 1.5 }),
            word(theme, x + (right ? -6 : 6), high + 6, name, {
              strong: true,
              align: right ? 'right' : 'left',
              backgroundColor: theme.surface,
              padding: [1, 3],
            }),
          ];
        }
      }),
    ],
  };
}
