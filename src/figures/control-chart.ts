import type { EChartsCoreOption } from 'echarts/core';
import type { ControlChart } from '../contract/improvement-plans.ts';
import type { ChartTheme } from './chart-theme.ts';
import { shortDay, shortMonth } from './day-words.ts';
import { percent } from './figure-words.ts';
import { type FigurePicture, type Say, shortly } from './told.ts';

/** The words on the picture, already in the person's language. */
interface ControlChartWords {
  language: string;
  /** "20 % on average", from the share. */
  onAverage: (share: string) => string;
  /** "11 % now", from the share. */
  now: (share: string) => string;
  upperLimit: string;
  /** "Padded crates, 5 January". */
  change: (title: string, day: string) => string;
}

interface Api {
  coord: (at: [number, number]) => [number, number];
  size: (of: [number, number]) => [number, number];
}
interface Span {
  from: number;
  to: number;
  centre: number;
}

/** A share week by week (or month by month) between its limits, with its table; undefined where nothing was observed. */
export function controlPicture(
  chart: ControlChart,
  told: { name: string; height: number },
  say: Say,
  language: string,
): FigurePicture | undefined {
  if (chart.points.length === 0) return undefined;
  const words = {
    language,
    onAverage: (share: string) => say('charts:control.average', { share }),
    now: (share: string) => say('charts:control.now', { share }),
    upperLimit: say('charts:control.upper'),
    change: (title: string, day: string) => say('charts:control.change', { title, day }),
  };
  const table = {
    columns: ['from', 'k', 'n', 'share', 'centre', 'lower', 'upper', 'signal'].map((key) =>
      say(`charts:column.${key}`),
    ),
    rows: chart.points.map((point) => [
      shortDay(point.from, language),
      point.k,
      point.n,
      percent(point.value, language),
      percent(point.centre, language),
      percent(point.lower, language),
      percent(point.upper, language),
      point.signals.map(({ rule }) => say(`charts:signal.${rule}`)).join(', ') || null,
    ]),
  };
  return {
    ...told,
    option: (theme) => controlChartOption(chart, words, theme),
    table,
    short: shortly(table, [0, 1, 2, 7], 'last'),
  };
}

/**
 * A control chart as in the look: the band between stepped limits, a thin mean per phase, points that are signals
 * filled, and each change as a leaf line with its name.
 */
function controlChartOption(chart: ControlChart, words: ControlChartWords, theme: ChartTheme): EChartsCoreOption {
  const { points } = chart;
  const spans = spansOf(chart);
  const highest = Math.max(0.05, ...points.map((point) => Math.max(point.upper, point.value)));
  const lowest = Math.min(...points.map((point) => Math.min(point.lower, point.value)));
  // where nearly all is good, the little that is not can only be seen from near
  const floor = lowest > 0.5 ? Math.floor(lowest * 10 - 0.01) / 10 : 0;
  const top = Math.min(1, highest > 0.2 ? Math.ceil(highest * 10.2) / 10 : Math.ceil(highest * 41) / 40);
  const changes = marksOf(chart);
  const beside = [words.now(percent(spans.at(-1)?.centre ?? 0, words.language)), words.upperLimit];
  const room = Math.max(92, ...beside.map((text) => 16 + text.length * 6.6));
  const drawn = (draw: (api: Api, half: number) => object) => ({
    type: 'custom',
    silent: true,
    data: [0],
    animation: false,
    renderItem: (_: unknown, api: Api) => draw(api, api.size([1, 0])[0] / 2),
  });
  const steps = (span: Span, side: 'lower' | 'upper', api: Api, half: number) =>
    points.slice(span.from, span.to).flatMap((point, place) => {
      const [x, y] = api.coord([span.from + place, Math.min(top, point[side])]);
      return [
        [x - half, y],
        [x + half, y],
      ];
    });
  return {
    grid: { left: 8, right: room, top: changes.length > 0 ? 30 : 22, bottom: 4 },
    tooltip: {
      trigger: 'axis',
      formatter: (found: { dataIndex: number }[]) => tip(points[found[0]?.dataIndex ?? 0], words.language),
    },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.from),
      axisLabel: {
        hideOverlap: true,
        interval: (place: number) => place === 0 || monthOf(points[place]) !== monthOf(points[place - 1]),
        formatter: (day: string) =>
          points.length <= 6 ? shortDay(day, words.language) : shortMonth(day, words.language),
      },
    },
    yAxis: {
      type: 'value',
      min: floor,
      max: top,
      ...(floor > 0 ? { interval: top - floor > 0.25 ? 0.1 : 0.05 } : {}),
      axisLabel: { formatter: (share: number) => percent(share, words.language) },
    },
    series: [
      drawn((api, half) => ({
        type: 'group',
        children: spans.flatMap((span) => {
          const upper = steps(span, 'upper', api, half);
          const lower = steps(span, 'lower', api, half);
          const dotted = { stroke: theme.inkThird, lineWidth: 1, lineDash: [2, 3], fill: null };
          const first = api.coord([span.from, Math.min(top, span.centre)]);
          const last = api.coord([span.to - 1, Math.min(top, span.centre)]);
          return [
            { type: 'polygon', shape: { points: [...upper, ...lower.toReversed()] }, style: { fill: theme.sunk } },
            { type: 'polyline', shape: { points: upper }, style: dotted },
            { type: 'polyline', shape: { points: lower }, style: dotted },
            {
              type: 'line',
              shape: { x1: first[0] - half, y1: first[1], x2: last[0] + half, y2: last[1] },
              style: { stroke: theme.inkSecond, lineWidth: 1 },
            },
          ];
        }),
      })),
      drawn((api, half) => ({ type: 'group', children: labelsOf({ chart, spans, words, theme, top, api, half }) })),
      drawn((api, half) => ({
        type: 'group',
        children: changes.flatMap(({ place, title, on }, nth) => {
          const [before, y] = api.coord([place - 1, floor]);
          const x = before + half;
          const high = api.coord([0, top])[1];
          const right = place > points.length * 0.7;
          return [
            {
              type: 'line',
              shape: { x1: x, y1: high - 20, x2: x, y2: y },
              style: { stroke: theme.action, lineWidth: 1.5 },
            },
            {
              type: 'text',
              x: x + (right ? -7 : 7),
              y: high - 20 + (nth % 2) * 14,
              style: {
                text: words.change(title, shortDay(on, words.language)),
                fill: theme.action,
                font: `${theme.strong} 11.5px ${theme.font}`,
                align: right ? 'right' : 'left',
                stroke: theme.surface,
                lineWidth: 3,
              },
            },
          ];
        }),
      })),
      ...spans.map((span) => ({
        type: 'line',
        showSymbol: true,
        showAllSymbol: true,
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { color: theme.inkSecond, width: 1.5 },
        itemStyle: { color: theme.surface, borderColor: theme.inkSecond, borderWidth: 1.5 },
        data: points.map((point, place) => {
          if (place < span.from || place >= span.to) return null;
          const signal = point.signals.length > 0;
          return {
            value: point.value,
            ...(signal ? { itemStyle: { color: theme.ink, borderColor: theme.ink }, symbolSize: 9 } : {}),
          };
        }),
      })),
    ],
  };
}

/** Phases as half-open spans of points. */
function spansOf({ points, phases }: ControlChart): Span[] {
  return phases.map((phase, place) => {
    const from = Math.max(
      0,
      points.findIndex((point) => point.from >= phase.from),
    );
    const next = phases[place + 1];
    const to = next === undefined ? points.length : points.findIndex((point) => point.from >= next.from);
    return { from, to: to === -1 ? points.length : to, centre: phase.centre };
  });
}

/** Changes at the first point that lies after them; those before everything drawn are left out. */
function marksOf({ points, changes }: ControlChart) {
  return changes.flatMap((change) => {
    const found = points.findIndex((point) => point.from >= change.on);
    // One that began after the last point stands at the right edge.
    const place = found === -1 ? points.length : found;
    return place === 0 ? [] : [{ ...change, place }];
  });
}

function labelsOf(given: {
  chart: ControlChart;
  spans: Span[];
  words: ControlChartWords;
  theme: ChartTheme;
  top: number;
  api: Api;
  half: number;
}) {
  const { spans, words, theme, top, api, half, chart } = given;
  const first = spans[0];
  const last = spans.at(-1);
  const end = chart.points.at(-1);
  if (first === undefined || last === undefined || end === undefined) return [];
  const strong = { fill: theme.ink, font: `${theme.strong} 11.5px ${theme.font}`, stroke: theme.surface, lineWidth: 3 };
  const [x] = api.coord([chart.points.length - 1, 0]);
  const meanY = api.coord([0, Math.min(top, last.centre)])[1];
  const limitY = api.coord([0, Math.min(top, end.upper)])[1];
  const now = {
    type: 'text',
    x: x + half + 8,
    y: meanY - 6,
    style: { ...strong, text: words.now(percent(last.centre, words.language)) },
  };
  const limit = {
    type: 'text',
    x: x + half + 8,
    y: Math.abs(limitY - meanY) < 14 ? meanY - 22 : limitY - 6,
    style: { text: words.upperLimit, fill: theme.inkThird, font: `${theme.plain} 11.5px ${theme.font}` },
  };
  if (spans.length === 1) return [now, limit];
  const start = api.coord([first.from, Math.min(top, chart.points[first.from]?.upper ?? first.centre)]);
  const roof = api.coord([0, top])[1];
  const average = {
    type: 'text',
    x: start[0] - half + 5,
    // Above the band where there is room, else just inside it.
    y: start[1] - 16 >= roof ? start[1] - 16 : start[1] + 6,
    style: { ...strong, text: words.onAverage(percent(first.centre, words.language)) },
  };
  return [average, now, limit];
}

function monthOf(point: { from: string } | undefined): string {
  return point?.from.slice(0, 7) ?? '';
}

function tip(point: ControlChart['points'][number] | undefined, language: string): string {
  if (point === undefined) return '';
  return `${shortDay(point.from, language)}: ${point.k} / ${point.n} · ${percent(point.value, language)}`;
}
