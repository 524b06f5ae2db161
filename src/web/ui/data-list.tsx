import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { RowsSkeleton } from './skeletons.tsx';

/**
 * A list of any length. Only what is seen is drawn; the next page is asked for near the end, and can be asked for by a
 * button. Arrow keys and J K move the focus from row to row, Enter opens. A selected row has a leaf edge.
 */
export function DataList<T>(props: {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  renderRow: (item: T) => ReactNode;
  /** Pixels of a typical row; taller ones are measured. */
  rowHeight: number;
  onOpen?: (item: T) => void;
  /** What stands before the row and is pressed apart from it, like a box to tick. */
  before?: (item: T) => ReactNode;
  /** Key of the row that is open beside the list. */
  selected?: string | undefined;
  /** From `useInfiniteQuery`: whether more pages exist, how to ask for one, whether one is coming. */
  more?: { has: boolean; load: () => void; loading: boolean };
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
  className?: string;
}) {
  const { t } = useTranslation();
  const { items, keyOf, more } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // The React compiler does not run over Kept, so its warning about this library does not concern us.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.rowHeight,
    getItemKey: (index) => keyOf(items[index] as T),
    overscan: 8,
  });
  const rows = virtual.getVirtualItems();
  const lastSeen = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more?.has === true && !more.loading && lastSeen >= items.length - 10) more.load();
  }, [lastSeen, items.length, more]);

  const move = (event: KeyboardEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (row === null || step === undefined || event.target !== row || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(items.length - 1, Number(row.dataset['row']) + step));
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus());
  };

  if (items.length === 0 && more?.loading !== true) return <>{props.empty}</>;
  return (
    <div ref={scroller} className={`list ${props.className ?? ''}`} aria-busy={more?.loading}>
      {/* Keys move between the rows, which are what one can press. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul aria-label={props.label} style={{ height: virtual.getTotalSize(), position: 'relative' }} onKeyDown={move}>
        {rows.map(({ index, key, start }) => {
          const item = items[index] as T;
          const selected = keyOf(item) === props.selected;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={more?.has === true ? -1 : items.length}
              aria-posinset={index + 1}
              style={{ position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${start}px)` }}
            >
              {props.before?.(item)}
              {props.onOpen === undefined ? (
                props.renderRow(item)
              ) : (
                <button
                  type="button"
                  data-row={index}
                  className={selected ? 'item on' : 'item'}
                  aria-current={selected ? 'true' : undefined}
                  onClick={() => props.onOpen?.(item)}
                >
                  {props.renderRow(item)}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {more?.loading === true && <RowsSkeleton rows={3} height={props.rowHeight} />}
      {more?.has === true && !more.loading && (
        <Button kind="quiet" onClick={more.load}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
