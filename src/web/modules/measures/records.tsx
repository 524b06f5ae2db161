import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RecordsLink } from './measures.data.ts';

const addresses: Record<Exclude<RecordsLink['to'], 'survey'>, { to: string; search?: Record<string, string> }> = {
  moments: { to: '/journeys/moments' },
  cases: { to: '/inbox', search: { view: 'closed' } },
  promises: { to: '/measure/promises' },
  touchpoints: { to: '/journeys' },
  improvements: { to: '/improve' },
  answers: { to: '/voice' },
  customers: { to: '/customers' },
  recoveries: { to: '/voice', search: { show: 'recoveries' } },
};

/** The way from an answer to the records behind it, with the filter of the answer in the address. */
export function Records({ link, children }: { link: RecordsLink; children: ReactNode }) {
  return (
    <Link className="xs" {...addressOf(link)}>
      {children}
    </Link>
  );
}

/** Where in the app the records are. */
export function addressOf(link: RecordsLink): { to: string; search: Record<string, string> } {
  if (link.to === 'survey') return { to: `/voice/surveys/${link.filter['id'] ?? ''}`, search: {} };
  const { to, search } = addresses[link.to];
  return { to, search: { ...search, ...understood(link) } };
}

/** What the list at the other end can be narrowed by; the inbox refuses a filter that it does not know. */
function understood({ to, filter }: RecordsLink): Record<string, string> {
  const known = { cases: ['team', 'channel'], customers: [] as string[], promises: ['state', 'from', 'to', 'team'] }[
    to as string
  ];
  if (known === undefined) return filter;
  return Object.fromEntries(Object.entries(filter).filter(([key]) => known.includes(key)));
}
