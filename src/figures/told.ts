import type { EChartsCoreOption } from 'echarts/core';
import type { RecordsLink } from '../contract/measures.ts';
import type { ChartTheme } from './chart-theme.ts';
import { percent } from './figure-words.ts';

/** Words of the catalogues: `namespace:key`, with values, `count` for the plural and `context` for the variant. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** What is behind a picture, as rows of words and numbers. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A picture as whoever draws it needs it. */
export interface FigurePicture {
  /** What it shows, for people who listen. */
  readonly name: string;
  /** Pixels. */
  readonly height: number;
  readonly option: (theme: ChartTheme) => EChartsCoreOption;
  readonly table: FigureTable;
  /** The same in a few rows and columns, where there is little room. */
  readonly short: FigureTable;
}

/** A figure in one language: asked, answered in a sentence, shown, and where its records are. */
export interface ToldFigure {
  readonly ask: string;
  readonly answer: string;
  /** What the answer rests on: n, interval, a caution. */
  readonly rests: string | undefined;
  /** Undefined where nothing is known that could be drawn. */
  readonly picture: FigurePicture | undefined;
  readonly records: { readonly link: RecordsLink; readonly words: string };
}

const mostShort = 6;

/** A table cut down to some columns and at most six rows: the last ones of a course in time, else the first. */
export function shortly(table: FigureTable, columns: readonly number[], end: 'first' | 'last'): FigureTable {
  const rows = end === 'last' ? table.rows.slice(-mostShort) : table.rows.slice(0, mostShort);
  const pick = <T>(row: readonly T[]) => columns.map((column) => row[column]!);
  return { columns: pick(table.columns), rows: rows.map(pick) };
}

/** An interval as people read it; null where there is none. */
export function between(figure: { low: number | null; high: number | null }, language: string): string | null {
  return figure.low === null || figure.high === null
    ? null
    : `${percent(figure.low, language)} – ${percent(figure.high, language)}`;
}
