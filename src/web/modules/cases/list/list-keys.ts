import { useShortcut } from '../../../shortcuts.ts';
import type { CaseRow } from '../cases.data.ts';

/**
 * J, K and X from anywhere on the screen. While a row has the focus the list itself moves it; these bring the focus into
 * the list first: to the row after or before the open one, else to the first that is seen.
 */
export function useListKeys(rows: readonly CaseRow[], mark: (row: CaseRow) => void): void {
  const step = (by: number) => {
    const drawn = [...document.querySelectorAll<HTMLElement>('.cases [data-row]')];
    const open = drawn.findIndex((row) => row.getAttribute('aria-current') === 'true');
    (open < 0 ? drawn[0] : (drawn[open + by] ?? drawn[open]))?.focus();
  };
  useShortcut('j', 'cases:keys.next', () => step(1));
  useShortcut('k', 'cases:keys.previous', () => step(-1));
  useShortcut('x', 'cases:keys.mark', () => {
    const focused = document.activeElement?.closest<HTMLElement>('.cases [data-row]');
    const current = document.querySelector<HTMLElement>('.cases [data-row][aria-current="true"]');
    const row = rows[Number((focused ?? current)?.dataset['row'])];
    if (row !== undefined) mark(row);
  });
}
