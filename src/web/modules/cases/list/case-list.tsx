import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as hands from '../../../../contract/cases-hands.ts';
import { usualColumns, viewSorts } from '../../../../domain/cases/views.ts';
import { call } from '../../../api.ts';
import { useSession } from '../../../session.ts';
import { useShortcut } from '../../../shortcuts.ts';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { DataList } from '../../../ui/data-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Answer } from '../../../ui/page-header.tsx';
import { RowsSkeleton } from '../../../ui/skeletons.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { CaseRow } from './case-row.tsx';
import { calledName } from '../case-words.ts';
import { casesQuery, type CaseRow as Row } from '../cases.data.ts';
import { DenseRow } from './dense-row.tsx';
import { useDensity } from './density.ts';
import { draftsQuery, newCaseDraftQuery, viewCasesQuery, type BulkDeed } from '../hands.data.ts';
import { filterOf, narrowedBy, wholeView, type InboxSearch, type View, type ViewGroup } from './inbox-views.ts';
import { DensityButton, FilterButton, MarkButton, SortMenu } from './list-tools.tsx';
import { NewCaseRow } from './new-case-row.tsx';
import { NextForMe } from './next-for-me.tsx';
import { useListKeys } from './list-keys.ts';
import { OwnViews, viewName, ViewsMenu } from './views-nav.tsx';

const BulkRun = lazy(() => import('./bulk-run.tsx'));

/** The list of a view: today's answer above it, rows to walk through with J and K, and what is done to many. */
export function CaseList(props: {
  groups: readonly ViewGroup[];
  view: View;
  /** Whether the views stand in a menu over the list. */
  menu: boolean;
  search: InboxSearch;
  onNew: () => void;
  onSearch: (search: InboxSearch) => void;
  selected: number | undefined;
  onOpen: (row: Row) => void;
}) {
  const { t } = useTranslation('cases');
  const { may } = useSession();
  const { view, search } = props;
  const filter = filterOf(view, search);
  const plain = useInfiniteQuery({ ...casesQuery(filter), enabled: view.kept === undefined });
  const ofView = useInfiniteQuery({
    ...viewCasesQuery(view.kept ?? '', search.sort),
    enabled: view.kept !== undefined,
  });
  const list = view.kept === undefined ? plain : ofView;
  const drafts = new Set(useQuery(draftsQuery).data?.map((draft) => draft.caseId));
  const [density, turnDensity] = useDensity(view.own?.density);
  const columns = view.own?.columns ?? usualColumns;
  const [whole, setWhole] = useState(false);
  const [running, setRunning] = useState<string>();
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
    setWhole(false);
  };
  const begin = async (deed: BulkDeed) => {
    const which = whole ? wholeView(view, filter) : { ids: [...marked] };
    clear();
    try {
      const run = await call<typeof hands.startBulkRun>('POST', '/bulk-runs', { body: { ...which, deed } });
      setRunning(run.id);
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  useListKeys(rows, mark);
  useShortcut('escape', 'cases:keys.unmark', clear, marking);
  const selected = rows.find((row) => row.number === props.selected)?.id;
  return (
    <section className="cases" aria-label={t('list.label')}>
      <header>
        {props.menu && (
          <div className="row">
            <ViewsMenu groups={props.groups} at={view} />
            <span className="grow" />
            <OwnViews at={view} />
          </div>
        )}
        <Answer>{useAnswer(view, rows, list.isPending, narrowedBy(search) > 0)}</Answer>
        <div className="row" style={{ paddingBlock: 4 }}>
          <NextForMe />
          {may('cases.write') && (
            <Button size="s" keys="c" onClick={props.onNew}>
              <IconPlus size={15} stroke={1.7} aria-hidden />
              {t('new.title')}
            </Button>
          )}
        </div>
        <div className="tools">
          <span>
            {view.count === undefined || narrowedBy(search) > 0 ? '' : t('list.count', { count: view.count })}
          </span>
          <span className="grow" />
          <MarkButton marking={marking} onMark={() => (marking ? clear() : setMarking(true))} />
          <DensityButton compact={density === 'compact'} onTurn={turnDensity} />
          {view.kept === undefined && <FilterButton search={search} onSearch={props.onSearch} />}
          <SortMenu
            search={search}
            onSearch={props.onSearch}
            sort={view.kept === undefined ? (filter.sort ?? 'promise') : (search.sort ?? view.own?.sort ?? 'updated')}
            {...(view.kept === undefined ? {} : { sorts: viewSorts })}
          />
        </div>
      </header>
      {marked.size > 0 && (
        <BulkBar
          ids={[...marked]}
          whole={whole}
          {...(rows.length > marked.size || list.hasNextPage ? { onWhole: () => setWhole(true) } : {})}
          onRun={(deed) => void begin(deed)}
          onDone={clear}
        />
      )}
      {running !== undefined && (
        <Suspense>
          <BulkRun id={running} onClose={() => setRunning(undefined)} />
        </Suspense>
      )}
      {view.kept === 'drafts' && <NewCaseRow onOpen={props.onNew} />}
      {list.isPending ? (
        <RowsSkeleton rows={8} height={90} />
      ) : list.isError && rows.length === 0 ? (
        <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />
      ) : (
        <DataList
          label={t('list.label')}
          items={rows}
          key={density}
          keyOf={(row) => row.id}
          rowHeight={density === 'compact' ? 40 : 90}
          selected={selected}
          onOpen={(row) => (marking ? mark(row) : props.onOpen(row))}
          renderRow={(row) =>
            density === 'compact' ? (
              <DenseRow row={row} columns={columns} marked={marked.has(row.id)} draft={drafts.has(row.id)} />
            ) : (
              <CaseRow row={row} marked={marked.has(row.id)} marking={marking} draft={drafts.has(row.id)} />
            )
          }
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
  const { t } = useTranslation(['cases', 'hands']);
  const first = rows[0];
  const begun = useQuery({ ...newCaseDraftQuery, enabled: view.kept === 'drafts' }).data != null ? 1 : 0;
  if (view.kept !== undefined) {
    const called = viewName(view, t);
    if (pending) return called;
    const count = view.more === true ? `${String(view.count)}+` : String(view.count ?? rows.length + begun);
    return first === undefined && begun === 0
      ? t('hands:views.none', { name: called })
      : t('hands:views.answer', { name: called, count: count as never });
  }
  if (pending) return t(`views.${view.key}`);
  if (first === undefined) return narrowed ? t('answer.nothingFits') : t(`answer.none.${view.key}`);
  const name = calledName(first.customer.name);
  return t(`answer.${view.key}`, { name, count: view.count ?? rows.length });
}

function Nothing({ view, narrowed }: { view: View; narrowed: boolean }) {
  const { t } = useTranslation(['cases', 'hands']);
  const begun = useQuery({ ...newCaseDraftQuery, enabled: view.kept === 'drafts' }).data;
  if (view.kept !== undefined) {
    if (view.kept === 'drafts' && begun != null) return null;
    const own = /^(drafts|following|scheduled)$/.test(view.kept) ? `empty.${view.kept}` : 'empty';
    return (
      <div className="nothing">
        <EmptyState what={t(`hands:views.${own}.what`)} why={t(`hands:views.${own}.why`)} />
      </div>
    );
  }
  return (
    <div className="nothing">
      <EmptyState
        what={narrowed ? t('empty.narrowed') : t(`empty.${view.key}.what`)}
        why={narrowed ? t('empty.narrowedWhy') : t(`empty.${view.key}.why`)}
      />
    </div>
  );
}
