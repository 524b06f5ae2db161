import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from '../chart-theme.ts';
import { drawing, stroke, word } from '../drawing.ts';
import type { Progress } from '../../contract/measures.ts';
import { dayWords, numberWords } from '../day-words.ts';
import { type Say, shortly, type ToldFigure } from '../told.ts';

type Fix = Progress['fixes']['fixes'][number];

/** 6. Did what we fixed work? */
export function tellFixes(fixes: Progress['fixes'], say: Say, language: string): ToldFigure {
  const list = fixes.fixes;
  const parts = (
    [
      ['better', fixes.better],
      ['worse', fixes.worse],
      ['noDetectableChange', fixes.noDetectableChange],
      ['tooEarly', fixes.tooEarly],
    ] as const
  ).flatMap(([key, count]) => (count > 0 ? [say(`progress:fixes.${key}`, { count })] : []));
  const words = {
    noChange: say('progress:fixes.noChange'),
    verdict: (fix: Fix) => say(`charts:verdict.${fix.verdict}`),
    tick: (points: number) => signed(points, language),
  };
  const table = {
    columns: [
      say('progress:fixes.fix'),
      say('progress:fixes.since'),
      say('progress:fixes.metric'),
      say('progress:fixes.verdict'),
      say('progress:fixes.difference'),
      say('charts:column.between'),
    ],
    rows: list.map((fix) => [
      fix.title,
      dayWords(fix.on, language, true),
      say(`charts:metric.${fix.metric}`, { context: 'everywhere' }),
      words.verdict(fix),
      fix.difference === null ? null : signed(fix.difference * 100, language),
      fix.low === null || fix.high === null
        ? null
        : `${signed(fix.low * 100, language)} – ${signed(fix.high * 100, language)}`,
    ]),
  };
  return {
    ask: say('progress:ask.fixes'),
    answer:
      list.length === 0
        ? say('progress:fixes.none')
        : say('progress:fixes.counts', { count: list.length, parts: new Intl.ListFormat(language).format(parts) }),
    rests: list.length > 0 ? say('progress:fixes.rests') : undefined,
    picture:
      list.length === 0
        ? undefined
        : {
            name: say('progress:fixes.name'),
            height: Math.max(130, list.length * 29 + 28),
            option: (theme) => fixesOption(list, words, theme),
            table,
            short: shortly(table, [0, 3, 4, 5], 'first'),
          },
    records: { link: fixes.link, words: say('progress:fixes.records', { count: list.length }) },
  };
}

function signed(points: number, language: string): string {
  const sign = points < 0 ? '−' : points > 0 ? '+' : '';
  return `${sign}${numberWords(Math.abs(points), language, 1)}`;
}

/** The difference with its sign turned so that the left is always better: fewer lost or more kept. In points. */
function towardsBetter(fix: Fix, value: number | null): number | null {
  if (value === null) return null;
  return (fix.better === 'lower' ? value : -value) * 100;
}

/** Each fix as a point with its interval; left of "no change" is better. Too early is dashed and hollow, where it was promised to be. */
function fixesOption(
  fixes: readonly Fix[],
  words: { noChange: string; verdict: (fix: Fix) => string; tick: (points: number) => string },
  theme: ChartTheme,
): EChartsCoreOption {
  const rows = fixes.map((fix) => {
    const ends = [towardsBetter(fix, fix.low), towardsBetter(fix, fix.high)];
    const known = ends.filter((end) => end !== null);
    return {
      fix,
      at: towardsBetter(fix, fix.difference) ?? -Math.abs(fix.expectedEffect) * 100,
      low: known.length === 2 ? Math.min(...known) : null,
      high: known.length === 2 ? Math.max(...known) : null,
      early: fix.verdict === 'too-early',
    };
  });
  const reach = Math.max(
    5,
    ...rows.flatMap(({ at, low, high }) => [Math.abs(at), Math.abs(low ?? 0), Math.abs(high ?? 0)]),
  );
  const left = -Math.ceil(reach / 5) * 5;
  const right = Math.max(5, Math.ceil(Math.max(0, ...rows.flatMap(({ at, high }) => [at, high ?? 0])) / 5) * 5);
  return {
    grid: { left: 8, right: 116, top: 4, bottom: 4 },
    xAxis: {
      type: 'value',
      min: left,
      max: right,
      interval: 5 * Math.ceil((right - left) / 30),
      axisLabel: {
        formatter: (value: number) => (value === 0 ? words.noChange : words.tick(value)),
        hideOverlap: true,
      },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: fixes.map(({ title }) => title),
      axisLine: { show: false },
      axisLabel: { color: theme.ink, width: 150, overflow: 'truncate' },
    },
    series: [
      drawing((api) => {
        const end = api.coord([right, 0])[0] + 12;
        const zero = api.coord([0, 0])[0];
        const top = api.coord([0, 0])[1] - api.size([0, 1])[1] / 2;
        const bottom = api.coord([0, rows.length - 1])[1] + api.size([0, 1])[1] / 2;
        return [
          stroke(zero, top, zero, bottom, { stroke: theme.lineStrong, lineWidth: 1.5 }),
          ...rows.flatMap(({ fix, at, low, high, early }, place) => {
            const [x, y] = api.coord([at, place]);
            const said = word(theme, end, y, words.verdict(fix), { strong: !early });
            const dot = {
              type: 'circle',
              shape: { cx: x, cy: y, r: 4.6 },
              style: early
                ? { fill: theme.surface, stroke: theme.unknown, lineWidth: 1.5 }
                : { fill: theme.ink, stroke: theme.ink },
            };
            if (low === null || high === null) return [dot, said];
            const line = stroke(api.coord([low, place])[0], y, api.coord([high, place])[0], y, {
              stroke: early ? theme.unknown : theme.ink,
              lineWidth: 1.5,
              ...(early ? { lineDash: [3, 3] } : {}),
            });
            return [line, dot, said];
          }),
        ];
      }),
    ],
  };
}
