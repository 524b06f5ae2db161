import './forms.css';
import './search.css';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecentSearches } from '../modules/cases/search/recent-searches.ts';
import { SearchFacets } from '../modules/cases/search/search-facets.tsx';
import { SearchNotices } from '../modules/cases/search/search-notices.tsx';
import { SearchResults } from '../modules/cases/search/search-results.tsx';
import { SearchTeaching } from '../modules/cases/search/search-teaching.tsx';
import { KeepAsView } from '../modules/cases/search/search-keeping.tsx';
import { type Answer, type Kind, searchQuery } from '../modules/cases/search/search.data.ts';
import { useSearchParams } from '../search-params.ts';
import { useShortcut } from '../shortcuts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ShowMore } from '../ui/show-more.tsx';

/** Where was that? Everything one may see, by words and filters; the query stands in the address. */
export function Screen() {
  const { t } = useTranslation('search');
  const [params, change] = useSearchParams();
  const [typed, setTyped] = useState(params['q'] ?? '');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const kind = params['kind'] as Kind | undefined;
  const field = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const [recent, remember, forget] = useRecentSearches();
  useShortcut('/', 'search:keys.find', () => field.current?.focus());
  const keepInAddress = useEffectEvent((words: string) => {
    if ((params['q'] ?? '') !== words) change({ q: words });
  });
  useEffect(() => keepInAddress(q), [q]);
  const found = useInfiniteQuery({ ...searchQuery(q, kind), enabled: q !== '', placeholderData: keepPreviousData });
  const first = found.data?.pages[0] as Answer | undefined;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const ask = (next: string) => {
    setTyped(next);
    field.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...(results.current?.querySelectorAll<HTMLAnchorElement>('a.search-result') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (step !== undefined && (at >= 0 || document.activeElement === field.current)) {
      event.preventDefault();
      if (at + step < 0) field.current?.focus();
      else links[Math.min(at + step, links.length - 1)]?.focus();
    }
    if (event.key === 'Enter' && document.activeElement === field.current && !event.nativeEvent.isComposing) {
      remember(typed.trim());
      if (event.metaKey || event.ctrlKey) window.open(links[0]?.href, '_blank', 'noopener');
      else links[0]?.click();
    }
  };
  return (
    // The arrow keys act for the field and the results together.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="page search" onKeyDown={press}>
      <PageHeader
        eyebrow={[t('web:places.search.name')]}
        answer={q === '' ? t('answer') : t('found', { q })}
        title={t('web:places.search.name')}
      />
      <div className="search-ask">
        <IconSearch size={19} stroke={1.7} aria-hidden />
        <input
          ref={field}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          type="search"
          dir="auto"
          value={typed}
          aria-label={t('ask')}
          placeholder={t('placeholder')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {q === '' ? (
        <SearchTeaching recent={recent} onAsk={ask} onForget={forget} />
      ) : (
        <>
          <SearchFacets
            q={typed}
            kind={kind}
            counts={first?.counts ?? []}
            onKind={(next) => change({ kind: next })}
            onQuery={setTyped}
          />
          <KeepAsView q={q} />
          {first !== undefined && <SearchNotices answer={first} onAsk={ask} />}
          {found.error !== null && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
          <div ref={results} aria-busy={found.isFetching}>
            <SearchResults items={items} onOpen={() => remember(q)} />
          </div>
          {found.isSuccess && items.length === 0 && <EmptyState what={t('nothing', { q })} why={t('nothingWhy')} />}
          <ShowMore
            more={{ has: found.hasNextPage, load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }}
          />
        </>
      )}
    </div>
  );
}
