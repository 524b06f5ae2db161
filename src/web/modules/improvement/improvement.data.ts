import { queryOptions } from '@tanstack/react-query';
import type * as decisions from '../../../contract/decisions.ts';
import type * as plans from '../../../contract/improvement-plans.ts';
import type * as contract from '../../../contract/improvement.ts';
import type * as problems from '../../../contract/improvement-problems.ts';
import type { BodyOf, QueryOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Problem = problems.Problem;
export type Improvement = contract.Improvement;
export type ImprovementPage = contract.ImprovementPage;
export type Decision = decisions.Decision;
export type SeatQuote = decisions.SeatQuote;
export type VerdictReport = plans.VerdictReport;
export type Metric = plans.Metric;
export type MeasuredWhere = BodyOf<typeof contract.readPower>;
export type ImprovementFilter = Omit<QueryOf<typeof contract.listImprovements>, 'limit' | 'cursor'>;
export type ProblemFilter = Omit<QueryOf<typeof problems.listProblems>, 'limit' | 'cursor'>;

/** The register: most worth first. */
export function improvementsQuery(filter: ImprovementFilter) {
  return paged(['improvement', 'improvements', filter], (page, signal) =>
    call<typeof contract.listImprovements>('GET', '/improvements', { query: { ...filter, ...page }, signal }),
  );
}

const glance = 200;

/** How many changes run and how many problems are open, for the headline; told up to two hundred of each. */
export const registerAnswerQuery = queryOptions({
  queryKey: ['improvement', 'answer'],
  queryFn: async ({ signal }) => {
    const [running, open] = await Promise.all([
      call<typeof contract.listImprovements>('GET', '/improvements', {
        query: { state: 'running', limit: glance },
        signal,
      }),
      call<typeof problems.listProblems>('GET', '/problems', { query: { state: 'open', limit: glance }, signal }),
    ]);
    return { running: running.items.length, open: open.items.length };
  },
});

/** One improvement with its chart and verdict. */
export function improvementQuery(id: string) {
  return queryOptions({
    queryKey: ['improvement', 'improvement', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readImprovement>('GET', '/improvements/:id', { params: { id }, signal }),
  });
}

/** Problems, the newest first. */
export function problemsQuery(filter: ProblemFilter) {
  return paged(['improvement', 'problems', filter], (page, signal) =>
    call<typeof problems.listProblems>('GET', '/problems', { query: { ...filter, ...page }, signal }),
  );
}

/** One problem. */
export function problemQuery(id: string) {
  return queryOptions({
    queryKey: ['improvement', 'problem', id],
    queryFn: ({ signal }) => call<typeof problems.readProblem>('GET', '/problems/:id', { params: { id }, signal }),
  });
}

/** The cases that show a problem. */
export function problemCasesQuery(id: string) {
  return paged(
    ['improvement', 'problem', id, 'cases'],
    (page, signal) =>
      call<typeof problems.listProblemCases>('GET', '/problems/:id/cases', { params: { id }, query: page, signal }),
    10,
  );
}

/** Decisions, the newest first. */
export function decisionsQuery(filter: { state?: 'draft' | 'decided' | 'scored' | 'dropped' | undefined }) {
  return paged(['improvement', 'decisions', filter], (page, signal) =>
    call<typeof decisions.listDecisions>('GET', '/decisions', { query: { ...filter, ...page }, signal }),
  );
}

/** One decision with its empty seat. */
export function decisionQuery(id: string) {
  return queryOptions({
    queryKey: ['improvement', 'decision', id],
    queryFn: ({ signal }) => call<typeof decisions.readDecision>('GET', '/decisions/:id', { params: { id }, signal }),
  });
}

/** How many weeks such a plan needs; asked again whenever the plan changes. */
export function powerQuery(where: MeasuredWhere | undefined) {
  return queryOptions({
    queryKey: ['improvement', 'power', where],
    queryFn: ({ signal }) => {
      if (where === undefined) throw new Error('No plan yet.');
      return call<typeof contract.readPower>('POST', '/improvements/power', { body: where, signal });
    },
    enabled: where !== undefined,
  });
}

/** The decision as the server now tells it. */
export function showDecision(decision: Decision): void {
  queryClient.setQueryData(decisionQuery(decision.id).queryKey, decision);
  void queryClient.invalidateQueries({ queryKey: ['improvement', 'decisions'] });
}

/** The problem as the server now tells it. */
export function showProblem(problem: Problem): void {
  queryClient.setQueryData(problemQuery(problem.id).queryKey, problem);
  void queryClient.invalidateQueries({ queryKey: ['improvement', 'problems'] });
}

/** Asks again for everything about improvements. */
export function refreshImprovements(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['improvement'] });
}

refetchOn('improvement.', ['improvement']);
