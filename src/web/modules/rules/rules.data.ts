import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/rules.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';

export type Rule = contract.Rule;
export type RuleRun = contract.RuleRun;
export type RuleReason = contract.RuleReason;
export type DryRun = contract.DryRun;

export const rulesQuery = queryOptions({
  queryKey: ['rules', 'all'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listRules>('GET', '/rules', { query: { limit: 200 }, signal })).items,
});

/** What a rule, or all of them, made of cases. */
export function runsQuery(filter: { ruleId?: string; outcome?: RuleRun['outcome'] }) {
  return paged<RuleRun>(['rules', 'runs', filter], (page, signal) =>
    call<typeof contract.listRuleRuns>('GET', '/rules/runs', { query: { ...page, ...filter }, signal }),
  );
}

export function versionsQuery(id: string) {
  return paged(['rules', 'versions', id], (page, signal) =>
    call<typeof contract.listRuleVersions>('GET', '/rules/:id/versions', { params: { id }, query: page, signal }),
  );
}

refetchOn('rules.', ['rules']);
