import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import type * as contract from '../../contract/cases.ts';
import { call } from '../api.ts';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

/** Records name their case by its identifier, the inbox by its number: this door leads from one to the other. */
export function Screen() {
  const { id }: { id: string } = useParams({ strict: false });
  const isNumber = /^\d+$/.test(id);
  const found = useQuery({
    queryKey: ['cases', 'door', id],
    queryFn: ({ signal }) => call<typeof contract.readCase>('GET', '/cases/:id', { params: { id }, signal }),
    enabled: !isNumber,
  });
  if (isNumber) return <Navigate to={`/inbox/${id}`} replace />;
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  return <Navigate to={`/inbox/${found.data.number}`} replace />;
}
