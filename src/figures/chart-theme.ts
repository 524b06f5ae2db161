import { families } from './families.ts';

/** Colours of charts by meaning, for one scheme. The same values as tokens.css, as plain colours for SVG anywhere. */
export interface ChartTheme {
  readonly ink: string;
  readonly inkSecond: string;
  readonly inkThird: string;
  readonly surface: string;
  readonly sunk: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly action: string;
  readonly won: string;
  readonly neutral: string;
  readonly lost: string;
  readonly lostSoft: string;
  readonly risk: string;
  readonly unknown: string;
  readonly heat: readonly [string, string, string, string, string];
  readonly font: string;
  /** Weights of words on a picture: plain ones, and those that stand out. */
  readonly plain: number;
  readonly strong: number;
}

const { stone, leaf, bell, ember, dusk, night } = families;
const face = { font: "'Instrument Sans Variable', 'Instrument Sans', system-ui, sans-serif", plain: 420, strong: 560 };

/** The theme of charts in light, also for mails and paper, and in dark. */
export const chartThemes: Readonly<Record<'light' | 'dark', ChartTheme>> = {
  light: {
    ink: stone[9],
    inkSecond: stone[8],
    inkThird: stone[7],
    surface: '#fffefb',
    sunk: stone[2],
    line: stone[3],
    lineStrong: stone[4],
    action: leaf[7],
    won: bell[4],
    neutral: stone[4],
    lost: dusk[7],
    lostSoft: dusk[2],
    risk: ember[7],
    unknown: '#83857f',
    heat: ['#fffefb', dusk[1], dusk[2], dusk[4], dusk[7]],
    ...face,
  },
  dark: {
    ink: night[0],
    inkSecond: night[1],
    inkThird: '#a2a39a',
    surface: night[7],
    sunk: '#0c100e',
    line: '#2a302b',
    lineStrong: night[4],
    action: leaf[3],
    won: bell[4],
    neutral: '#565c55',
    lost: dusk[4],
    lostSoft: '#323a57',
    risk: ember[4],
    unknown: '#7d817c',
    heat: [night[7], '#242a3b', '#323a57', '#4d5a8c', dusk[3]],
    ...face,
  },
};

/** What ECharts is told once: quiet axes, no legend box, no animation to wait for, labels in the sans. */
export function echartsTheme(theme: ChartTheme): Record<string, unknown> {
  const axis = {
    axisLine: { lineStyle: { color: theme.lineStrong } },
    axisTick: { show: false },
    axisLabel: { color: theme.inkThird, fontSize: 11.5, fontFamily: theme.font },
    splitLine: { lineStyle: { color: theme.line } },
  };
  return {
    color: [theme.inkSecond, theme.lost, theme.won, theme.neutral, theme.action],
    backgroundColor: 'transparent',
    animation: false,
    textStyle: { fontFamily: theme.font, color: theme.ink },
    grid: { left: 8, right: 8, top: 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    line: { symbolSize: 7, lineStyle: { width: 1.5 } },
    tooltip: {
      backgroundColor: theme.surface,
      borderColor: theme.line,
      textStyle: { color: theme.ink, fontSize: 12, fontFamily: theme.font },
    },
  };
}
