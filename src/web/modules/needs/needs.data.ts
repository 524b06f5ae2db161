import { queryOptions } from '@tanstack/react-query';
import type * as practice from '../../../contract/practice.ts';
import type * as briefs from '../../../contract/customers-brief.ts';
import type * as needs from '../../../contract/needs.ts';
import type { QueryOf } from '../../../contract/route.ts';
import type * as themes from '../../../contract/themes.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';

export type Need = needs.Need;
export type Theme = themes.Theme;
export type Suggestion = themes.Suggestion;
export type HeardWords = themes.HeardWords;
export type Period = (typeof themes.heardPeriods)[number];
export type HeardFilter = Omit<QueryOf<typeof themes.listHeard>, 'limit' | 'cursor'>;

/** Whether more than a few customers have said how it ended: below that nobody speaks of satisfaction. */
export function isTold({ met }: Need): boolean {
  return met.say !== 'unknown' && met.say !== 'count';
}

/** Whether a need may be called unmet: it weighs enough, and enough have said how it ended. */
export function isUnmet(need: Need): boolean {
  return need.opportunity >= 10 && isTold(need);
}

/** The catalogue, most urgent first, page by page. */
export const needsQuery = paged(['needs', 'list'], (page, signal) =>
  call<typeof needs.listNeeds>('GET', '/needs', { query: page, signal }),
);

/** How many needs there are and how many of them are unmet, whatever page is on screen. */
export const needCountsQuery = queryOptions({
  queryKey: ['needs', 'counts'],
  queryFn: ({ signal }) => call<typeof needs.listNeeds>('GET', '/needs', { query: { limit: 1 }, signal }),
});

export const needSuggestionsQuery = queryOptions({
  queryKey: ['needs', 'suggestions'],
  queryFn: ({ signal }) => call<typeof needs.suggestNeeds>('GET', '/needs/suggestions', { signal }),
});

/** What we offer, those without a need first. */
export const offersQuery = queryOptions({
  queryKey: ['needs', 'offers'],
  queryFn: ({ signal }) => call<typeof needs.listNeedlessOffers>('GET', '/needs/offers', { query: {}, signal }),
});

/** Themes of a period, most customers first, page by page: all of them, or what customers hate. */
export function themesQuery(days: Period, hated: boolean) {
  return paged(['needs', 'themes', days, hated], (page, signal) =>
    call<typeof themes.listThemes>('GET', '/themes', {
      query: { ...page, days, ...(hated ? { hated: true } : {}) },
      signal,
    }),
  );
}

/** What customers hate most. */
export function worstThemeQuery(days: Period) {
  return queryOptions({
    queryKey: ['needs', 'themes', days, 'worst'],
    queryFn: ({ signal }) =>
      call<typeof themes.listThemes>('GET', '/themes', { query: { days, hated: true, limit: 1 }, signal }),
  });
}

/** Themes by name, to narrow words by: the hundred of whom most customers speak. */
export const themeNamesQuery = queryOptions({
  queryKey: ['needs', 'themes', 'names'],
  queryFn: ({ signal }) =>
    call<typeof themes.listThemes>('GET', '/themes', { query: { limit: 100, days: 365 }, signal }),
});

export const themeSuggestionsQuery = queryOptions({
  queryKey: ['needs', 'theme-suggestions'],
  queryFn: ({ signal }) => call<typeof themes.suggestThemes>('GET', '/themes/suggestions', { query: {}, signal }),
});

/** Words of customers from everywhere. */
export function heardQuery(filter: HeardFilter) {
  return paged(['needs', 'heard', filter], (page, signal) =>
    call<typeof themes.listHeard>('GET', '/heard', { query: { ...filter, ...page }, signal }),
  );
}

/** Whom nobody has heard from, most valuable first. */
export const unheardQuery = paged(['needs', 'unheard'], (page, signal) =>
  call<typeof themes.listUnheard>('GET', '/voice/unheard', { query: page, signal }),
);

/** How much of the briefs is known, of everybody or of a segment. */
export function coverageQuery(of: QueryOf<typeof briefs.readBriefCoverage>) {
  return queryOptions({
    queryKey: ['needs', 'coverage', of],
    queryFn: ({ signal }) => call<typeof briefs.readBriefCoverage>('GET', '/brief/coverage', { query: of, signal }),
  });
}

/** Does something with needs or themes, says so, and asks everything on screen anew; answers whether it worked. */
export async function act(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work();
    await queryClient.invalidateQueries({ queryKey: ['needs'] });
    if (done !== undefined) notify(done);
    return true;
  } catch (problem) {
    notifyProblem(problem);
    return false;
  }
}

/** Hands what customers hate to Culture: a behaviour to stop, and the theme says which. */
export async function handToCulture(theme: Theme): Promise<void> {
  const said = theme.verbatims[0]?.words ?? '';
  const behaviour = await call<typeof practice.createBehaviour>('POST', '/practice/behaviours', {
    body: { kind: 'stop', title: theme.name, antiExample: said.slice(0, 600) },
  });
  await call<typeof themes.changeTheme>('PATCH', '/themes/:id', {
    params: { id: theme.id },
    body: { behaviourId: behaviour.id },
  });
}

refetchOn('needs.', ['needs']);
