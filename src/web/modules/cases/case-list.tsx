import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../shortcuts.ts';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Answer } from '../../ui/page-header.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { CaseRow } from './case-row.tsx';
import { calledName } from './case-words.ts';
import { casesQuery, type CaseRow as Row } from './cases.data.ts';
import { filterOf, narrowedBy, type InboxSearch, type View, type ViewGroup } from './inbox-views.ts';
import { FilterButton, MarkButton, SortMenu } from './list-tools.tsx';
import { useListKeys } from './list-keys.ts';
import { ViewsMenu } from './views-nav.tsx';

/** The list of a view: today's answer above it, rows to walk through with J and K, and what is done to many. */
export function CaseList(props: {
  groups: readonly ViewGroup[];
  view: View;
  /** Whether the views stand in a menu over the list. */
  menu: boolean;
  search: InboxSearch;
  onSearch: (search: InboxSearch) => void;
  selected: number | undefined;
  onOpen: (row: Row) => void;
}) {
  const { t } = useTranslation('cases');
  const { view, search } = props;
  const filter = filterOf(view, search);
  const list = useInfiniteQuery(casesQuery(filter));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [marking, setMarking] = useState(false);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const mark = (row: Row) => {
    const next = new Set(marked);
    if (!next.delete(row.id)) next.add(row.id);
    setMarked(next);
    setMarking(next.size > 0);
  };
  const clear = () => {
    setMarked(new Set());
    setMarking(false);
  };
  useListKeys(rows, mark);
  useShortcut('escape', 'cases:keys.unmark', clear, marking);
  const selected = rows.find((row) => row.number === props.selected)?.id;
  return (
    <section className="cases" aria-label={t('list.label')}>
      <header>
        {props.menu && <ViewsMenu groups={props.groups} at={view} />}
        <Answer>{useAnswer(view, rows, list.isPending, narrowedBy(search) > 0)}</Answer>
        <div className="tools">
          <span>
            {view.count === undefined || narrowedBy(search) > 0 ? '' : t('list.count', { count: view.count })}
          </span>
          <span className="grow" />
          <MarkButton marking={marking} onMark={() => (marking ? clear() : setMarking(true))} />
          <FilterButton search={search} onSearch={props.onSearch} />
          <SortMenu search={search} onSearch={props.onSearch} sort={filter.sort ?? 'promise'} />
        </div>
      </header>
      {marked.size > 0 && <BulkBar ids={[...marked]} onDone={clear} />}
      {list.isPending ? (
        <RowsSkeleton rows={8} height={90} />
      ) : list.isError && rows.length === 0 ? (
        <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />
      ) : (
        <DataList
          label={t('list.label')}
          items={rows}
          keyOf={(row) => row.id}
          rowHeight={90}
          selected={selected}
          onOpen={(row) => (marking ? mark(row) : props.onOpen(row))}
          renderRow={(row) => <CaseRow row={row} marked={marked.has(row.id)} marking={marking} />}
          more={{
            has: list.hasNextPage,
            load: () => void list.fetchNextPage(),
            loading: list.isFetchingNextPage,
          }}
          empty={<Nothing view={view} narrowed={narrowedBy(search) > 0} />}
        />
      )}
    </section>
  );
}

/** Today's answer to "who needs me next?", in a sentence. */
function useAnswer(view: View, rows: readonly Row[], pending: boolean, narrowed: boolean): string {
  const { t } = useTranslation('cases');
  const first = rows[0];
  if (pending) return t(`views.${view.key}`);
  if (first === undefined) return narrowed ? t('answer.nothingFits') : t(`answer.none.${view.key}`);
  const name = calledName(first.customer.name);
  return t(`answer.${view.key}`, { name, count: view.count ?? rows.length });
}

function Nothing({ view, narrowed }: { view: View; narrowed: boolean }) {
  const { t } = useTranslation('cases');
  return (
    <div className="nothing">
      <EmptyState
        what={narrowed ? t('empty.narrowed') : t(`empty.${view.key}.what`)}
        why={narrowed ? t('empty.narrowedWhy') : t(`empty.${view.key}.why`)}
      />
    </div>
  );
}
