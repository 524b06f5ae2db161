import type { CaseCounts } from '../../../../contract/cases-counting.ts';
import type { CaseFilter } from '../cases.data.ts';
import type { CustomView, ViewFilter } from '../hands.data.ts';

/** What the address of the inbox says beside the case: the view, and what narrows it. */
export interface InboxSearch {
  view: string;
  team?: string;
  sort?: CustomView['sort'];
  priority?: CaseFilter['priority'];
  kind?: CaseFilter['kind'];
  channel?: CaseFilter['channel'];
  assignee?: string;
  tag?: string;
}

/** A list that people come back to. `count` reads its maintained number, where the server keeps one. */
export interface View {
  readonly key: string;
  /** Its address beside the view, for a team's. */
  readonly team?: string;
  readonly filter: CaseFilter;
  readonly count?: number;
  /** Counts promises about to be broken: shown with the diamond. */
  readonly risk?: boolean;
  /** A view that is kept on the server under this name or id; its filter is the server's. */
  readonly kept?: string;
  /** What it is called, when a person named it. */
  readonly name?: string;
  /** There are more than `count`. */
  readonly more?: boolean;
  readonly own?: CustomView;
}

export interface ViewGroup {
  readonly key: 'mine' | 'own' | 'team' | 'all';
  /** The name of the team, for a team's. */
  readonly name?: string;
  readonly views: readonly View[];
}

/** All views in the order in which they are shown; those of the teams one is in stand between mine and all. */
export function viewGroups(
  counts: CaseCounts | undefined,
  kept: readonly CustomView[] = [],
  keptCounts: readonly { id: string; n: number; more: boolean }[] = [],
): readonly ViewGroup[] {
  const teams = counts?.teams.filter((team) => team.mine) ?? [];
  return [
    {
      key: 'mine',
      views: [
        { key: 'needs-me', filter: { assignee: 'me', state: 'ours' }, count: counts?.needsMe },
        { key: 'at-risk', filter: { assignee: 'me', atRisk: true }, count: counts?.atRiskMine, risk: true },
        { key: 'waiting', filter: { assignee: 'me', state: 'waiting' }, count: counts?.waitingMine },
        { key: 'snoozed', filter: { assignee: 'me', state: 'snoozed' }, count: counts?.snoozedMine },
        ...(['drafts', 'following', 'scheduled'] as const).map((key) => ({ key, kept: key, filter: {} })),
      ],
    },
    ...(kept.length === 0
      ? []
      : [
          {
            key: 'own' as const,
            views: kept.map((own) => {
              const count = keptCounts.find((one) => one.id === own.id);
              return {
                key: own.id,
                kept: own.id,
                name: own.name,
                own,
                filter: {},
                count: count?.n,
                more: count?.more === true,
              };
            }),
          },
        ]),
    ...teams.map((team) => ({
      key: 'team' as const,
      name: team.name,
      views: [
        { key: 'unassigned', team: team.id, filter: { teamId: team.id, assignee: 'none' }, count: team.unassigned },
        { key: 'open', team: team.id, filter: { teamId: team.id, state: 'active' as const }, count: team.open },
        {
          key: 'all-at-risk',
          team: team.id,
          filter: { teamId: team.id, atRisk: true },
          count: team.atRisk,
          risk: true,
        },
      ],
    })),
    {
      key: 'all',
      views: [
        { key: 'unassigned', filter: { assignee: 'none' }, count: counts?.unassigned },
        { key: 'open', filter: { state: 'active' }, count: counts?.open },
        { key: 'all-at-risk', filter: { atRisk: true }, count: counts?.atRisk, risk: true },
        { key: 'all-waiting', filter: { state: 'waiting' }, count: counts?.waiting },
        { key: 'unconfirmed', filter: { state: 'closed', verdict: 'none', sort: 'updated' } },
        { key: 'closed', filter: { state: 'closed', sort: 'updated' } },
      ],
    },
  ];
}

/** The view of an address; the first one when there is none of that name. */
export function viewOf(groups: readonly ViewGroup[], search: InboxSearch): View {
  const all = groups.flatMap((group) => group.views);
  const found = all.find((view) => view.key === search.view && view.team === search.team);
  // A team's counts may not have arrived yet; its filter is known from its address all the same.
  const general = all.find((view) => view.key === search.view && view.team === undefined);
  if (found !== undefined) return found;
  // a kept view may not have arrived yet; its address is known all the same
  if (/^[0-9a-f-]{36}$/i.test(search.view)) return { key: search.view, kept: search.view, name: '', filter: {} };
  if (general !== undefined && search.team !== undefined) {
    return { ...general, team: search.team, count: undefined, filter: { ...general.filter, teamId: search.team } };
  }
  return all[0] as View;
}

const narrowing = ['priority', 'kind', 'channel', 'assignee', 'tag'] as const;

/** What the list is asked for: the view, narrowed by what stands in the address. */
export function filterOf(view: View, search: InboxSearch): CaseFilter {
  const filter: CaseFilter = { sort: 'promise', ...view.filter };
  for (const key of narrowing) if (search[key] !== undefined) Object.assign(filter, { [key]: search[key] });
  const { sort } = search;
  // `created` and `priority` are orders of kept views
  if (sort !== undefined && sort !== 'created' && sort !== 'priority') filter.sort = sort;
  return filter;
}

/** How many conditions narrow the view. */
export function narrowedBy(search: InboxSearch): number {
  return narrowing.filter((key) => search[key] !== undefined).length;
}

/** Reads an address; whatever is not a word stays out, so that an old bookmark still opens. */
export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const search: Record<string, string> = { view: 'needs-me' };
  for (const key of ['view', 'team', 'sort', ...narrowing]) {
    const value = raw[key];
    if (typeof value === 'string' && value !== '') search[key] = value;
    // A tag of digits is read as a number by the router.
    if (typeof value === 'number') search[key] = String(value);
  }
  return search as unknown as InboxSearch;
}

/** What a bulk run over the whole view is asked for: a kept view by its id, another by its filter. */
export function wholeView(view: View, filter: CaseFilter): { viewId: string } | { filter: ViewFilter } {
  if (view.own !== undefined) return { viewId: view.own.id };
  const all: ViewFilter['states'] = ['new', 'open', 'waiting', 'snoozed', 'closed'];
  if (view.kept !== undefined)
    return {
      filter: {
        states: all,
        ...(view.kept === 'drafts'
          ? { draft: true }
          : view.kept === 'following'
            ? { following: true }
            : { scheduled: true }),
      },
    };
  const { state, assignee, teamId, tag, kind, priority, channel, customerId, organisationId, atRisk, verdict } = filter;
  const states: ViewFilter['states'] =
    state === undefined || state === 'active'
      ? undefined
      : state === 'ours'
        ? ['new', 'open']
        : state === 'all'
          ? all
          : [state];
  return {
    filter: {
      ...(states === undefined ? {} : { states }),
      ...(assignee === undefined ? {} : { assignees: [assignee] }),
      ...(teamId === undefined ? {} : { teams: [teamId] }),
      ...(tag === undefined ? {} : { tags: [tag] }),
      ...(kind === undefined ? {} : { kinds: [kind] }),
      ...(priority === undefined ? {} : { priorities: [priority] }),
      ...(channel === undefined ? {} : { channels: [channel] }),
      ...(customerId === undefined ? {} : { customerId }),
      ...(organisationId === undefined ? {} : { organisationId }),
      ...(atRisk === undefined ? {} : { atRisk }),
      ...(verdict === undefined ? {} : { verdict }),
    },
  };
}
