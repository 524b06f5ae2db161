import { readSearch, type SearchFilter } from '../../../../domain/cases/search-language.ts';
import type { ViewFilter } from '../hands.data.ts';

/** The filter of a view that lists the same cases as a search; null when a view cannot say it. */
export function viewFilterOf(q: string, today: string): ViewFilter | null {
  const { groups, filters, notices } = readSearch(q, today);
  if (groups.length > 0 || notices.length > 0 || filters.length === 0) return null;
  const view: Record<string, unknown> = {};
  for (const filter of filters) {
    const said = sayAsView(filter);
    if (said === null || Object.keys(said).some((key) => key in view)) return null;
    Object.assign(view, said);
  }
  // a view without states leaves closed cases out, a search does not
  if (view['states'] === undefined && view['open'] === undefined) view['states'] = [...everyState];
  delete view['open'];
  return view as ViewFilter;
}

const everyState = ['new', 'open', 'waiting', 'snoozed', 'closed'] as const;

function sayAsView({ name, not, values }: SearchFilter): Record<string, unknown> | null {
  const only = values.length === 1 ? values[0] : undefined;
  if (name === 'tag' && only !== undefined) return not ? { withoutTags: [only] } : { tags: [only] };
  if (not) return name === 'is' && only === 'closed' ? { open: true } : null;
  if (name === 'in') return only === 'cases' ? {} : null;
  if (name === 'kind') return { kinds: values };
  if (name === 'priority') return { priorities: values };
  if (name === 'channel') return { channels: values };
  if (name === 'assignee') return only === 'me' || only === 'none' ? { assignees: [only] } : null;
  if (name === 'team') return only === 'mine' || only === 'none' ? { teams: [only] } : null;
  if (name !== 'is' || only === undefined) return null;
  if (only === 'open') return { open: true };
  if (only === 'unassigned') return { assignees: ['none'], open: true };
  if (only === 'at-risk') return { atRisk: true, open: true };
  return only === 'assigned' ? null : { states: [only] };
}

/** The query with a filter set to a value, or without it. */
export function withFilter(q: string, name: string, value: string | undefined): string {
  const quoted = value !== undefined && /\s/.test(value) ? `"${value}"` : value;
  const rest = q.replaceAll(new RegExp(`(^|\\s)${name}:("[^"]*"|\\S*)`, 'g'), '').trim();
  return quoted === undefined ? rest : `${rest} ${name}:${quoted}`.trim();
}

/** The value that a filter has in a query, if it has one. */
export function filterIn(q: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}:(?:"([^"]*)"|(\\S+))`).exec(q);
  return found?.[1] ?? found?.[2];
}
