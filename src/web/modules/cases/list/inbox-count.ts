import { useQuery } from '@tanstack/react-query';
import { countsQuery } from '../cases.data.ts';

/** How many cases need me, for the rail: a number that the server keeps, never one that is counted on asking. */
export function useInboxCount(): number | undefined {
  return useQuery(countsQuery).data?.needsMe;
}
