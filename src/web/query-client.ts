import { QueryClient } from '@tanstack/react-query';
import { isApiProblem } from './problem.ts';

/** Data is fresh for half a minute; live changes refetch sooner. Only silence and server trouble are tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: worthRetrying, retryDelay: (n) => 600 * 2 ** n },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** A refusal stays a refusal; a network that is away or a server that stumbles may be back in a second. */
export function worthRetrying(failures: number, error: Error): boolean {
  if (!isApiProblem(error)) return false;
  return failures < 2 && (error.status === 0 || error.status === 429 || error.status >= 500);
}
