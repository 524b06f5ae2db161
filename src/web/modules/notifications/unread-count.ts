import { useQuery } from '@tanstack/react-query';
import { unreadQuery } from './notifications.data.ts';

/** How much one has not read, for the rail; a number that costs the same however much there is. */
export function useUnreadCount(): number | undefined {
  return useQuery(unreadQuery).data?.unread;
}
