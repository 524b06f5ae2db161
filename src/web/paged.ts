import { infiniteQueryOptions, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

/** How a page is asked for. */
export interface Asked {
  limit: number;
  cursor?: string;
}

/** A list that the API gives page by page: `paged(['answers', filter], (page, signal) => call(…, { query: page, signal }))`. */
export function paged<T>(
  queryKey: QueryKey,
  fetch: (page: Asked, signal: AbortSignal) => Promise<{ items: T[]; next: string | null }>,
  limit = 30,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      fetch({ limit, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** The rows read so far as one list, and what an error notice and a "show more" need. */
export function usePaged<T>(query: ReturnType<typeof paged<T>>) {
  const found = useInfiniteQuery(query);
  return {
    items: found.data?.pages.flatMap((page) => page.items) ?? [],
    pending: found.isPending,
    error: found.error,
    again: () => void found.refetch(),
    more: {
      has: found.hasNextPage,
      load: () => void found.fetchNextPage(),
      loading: found.isFetchingNextPage,
    },
  };
}

/** A list that the API gives whole, in the shape of a paged one. */
export function whole<T>(found: {
  data: readonly T[] | undefined;
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
}) {
  return {
    items: found.data ?? [],
    pending: found.isPending,
    error: found.error,
    again: () => void found.refetch(),
  };
}
