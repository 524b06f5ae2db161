import type { EChartsCoreOption } from 'echarts/core';
import { lazy, Suspense, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../figures/chart-theme.ts';
import type { FigureTable as Rows } from '../../figures/told.ts';
import { Button } from './button.tsx';
import { FigureTable } from './figure-table.tsx';
import { TextSkeleton } from './skeletons.tsx';

const ChartCanvas = lazy(() => import('./chart-canvas.tsx'));

/**
 * A chart with its table and its download. `option` is a pure function of the theme that returns an ECharts option, so
 * that the server draws the same picture. The answer stands above the chart as a sentence; `name` repeats what it shows
 * for people who listen, who get the table instead of the picture.
 */
export function Chart(props: {
  name: string;
  option: (theme: ChartTheme) => EChartsCoreOption;
  table: Rows;
  /** Pixels. */
  height?: number;
  /** A link to the records, at the left under the chart. */
  records?: ReactNode;
}) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const picture = useRef<() => string>(undefined);
  const body = useId();
  const { height = 240 } = props;
  const download = () => {
    if (asTable || picture.current === undefined) save(`${props.name}.csv`, 'text/csv', csv(props.table));
    else save(`${props.name}.svg`, 'image/svg+xml', picture.current());
  };
  return (
    <figure className="chart" aria-label={props.name}>
      <div id={body}>
        {asTable ? (
          <TableOf name={props.name} table={props.table} height={height} />
        ) : (
          <div style={{ height }}>
            <p className="sr">{t('chart.picture', { name: props.name })}</p>
            <Suspense fallback={<TextSkeleton lines={6} />}>
              <ChartCanvas option={props.option} height={height} onPicture={(given) => (picture.current = given)} />
            </Suspense>
          </div>
        )}
      </div>
      <figcaption className="row">
        {props.records}
        <span className="grow" />
        <Button kind="quiet" size="s" aria-pressed={asTable} aria-controls={body} onClick={() => setAsTable(!asTable)}>
          {t('chart.table')}
        </Button>
        <Button kind="quiet" size="s" onClick={download}>
          {t('chart.download')}
        </Button>
      </figcaption>
    </figure>
  );
}

function TableOf({ name, table, height }: { name: string; table: Rows; height: number }) {
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="scroll" aria-label={name} tabIndex={0} style={{ maxHeight: Math.max(height, 200) }}>
      <FigureTable name={name} table={table} />
    </section>
  );
}

/**
 * The table as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe in front, because
 * customers' words end up in here.
 */
export function csv(table: Rows): string {
  const cell = (value: string | number | null) => {
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [table.columns, ...table.rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function save(name: string, type: string, content: string) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[\\/:*?"<>|]+/g, ' ');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
