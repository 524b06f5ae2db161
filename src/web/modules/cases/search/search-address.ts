import type { Found } from '../../../../contract/search.ts';

/** Where something found is opened. */
export function addressOf(found: Found): string {
  if (found.kind === 'customer') return `/customers/${found.id}`;
  if (found.kind === 'organisation') return `/organisations/${found.id}`;
  if (found.kind === 'article') return `/knowledge/${found.id}`;
  return `/inbox/${String(found.caseNumber ?? '')}`;
}
