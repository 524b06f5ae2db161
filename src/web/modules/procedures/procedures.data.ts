import { queryOptions } from '@tanstack/react-query';
import type * as approvals from '../../../contract/authority-approvals.ts';
import type * as authority from '../../../contract/authority.ts';
import type * as options from '../../../contract/options.ts';
import type * as running from '../../../contract/procedures-running.ts';
import type * as contract from '../../../contract/procedures.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { notifyProblem } from '../../toasts.ts';

export type Procedure = contract.Procedure;
export type ProcedureContent = contract.ProcedureContent;
export type ProcedureStep = contract.ProcedureStep;
export type ProcedureSummary = contract.ProcedureSummary;
export type ProcedureVersion = contract.ProcedureVersion;
export type ProcedureIdea = running.ProcedureIdea;
export type Run = running.ProcedureRun;
export type RunStep = running.RunStep;
export type Allowance = authority.Allowance;
export type Approval = authority.Approval;
export type Gesture = authority.Gesture;
export type Sheet = options.OptionSheet;
export type SheetContent = options.SheetContent;

export const proceduresQuery = (retired: boolean) =>
  paged<ProcedureSummary>(['procedures', 'list', retired], (page, signal) =>
    call<typeof contract.listProcedures>('GET', '/procedures', { query: { ...page, retired }, signal }),
  );

/** All that can be begun by hand, by name. */
export const procedureNamesQuery = queryOptions({
  queryKey: ['procedures', 'names'],
  queryFn: async ({ signal }) =>
    (
      await call<typeof contract.listProcedures>('GET', '/procedures', {
        query: { limit: 200, retired: false },
        signal,
      })
    ).items.filter(({ version }) => version > 0),
});

export const procedureQuery = (id: string) =>
  queryOptions({
    queryKey: ['procedures', 'one', id],
    queryFn: ({ signal }) => call<typeof contract.readProcedure>('GET', '/procedures/:id', { params: { id }, signal }),
  });

export const procedureVersionsQuery = (id: string) =>
  paged<ProcedureVersion>(['procedures', 'versions', id], (page, signal) =>
    call<typeof contract.listProcedureVersions>('GET', '/procedures/:id/versions', {
      params: { id },
      query: page,
      signal,
    }),
  );

export const ideasQuery = (id: string) =>
  paged<ProcedureIdea>(['procedures', 'ideas', id], (page, signal) =>
    call<typeof running.listProcedureIdeas>('GET', '/procedures/:id/ideas', { params: { id }, query: page, signal }),
  );

export const caseProceduresQuery = (id: string) =>
  queryOptions({
    queryKey: ['procedures', 'case', id],
    queryFn: ({ signal }) =>
      call<typeof running.readCaseProcedures>('GET', '/cases/:id/procedures', { params: { id }, signal }),
  });

export const caseAuthorityQuery = (id: string) =>
  queryOptions({
    queryKey: ['authority', 'case', id],
    queryFn: ({ signal }) =>
      call<typeof authority.readCaseAuthority>('GET', '/cases/:id/authority', { params: { id }, signal }),
  });

export const authorityQuery = queryOptions({
  queryKey: ['authority', 'limits'],
  queryFn: ({ signal }) => call<typeof authority.readAuthority>('GET', '/authority', { signal }),
});

export const askingQuery = queryOptions({
  queryKey: ['authority', 'asking'],
  queryFn: ({ signal }) => call<typeof approvals.readAskingReport>('GET', '/approvals/report', { signal }),
});

export const earningsQuery = queryOptions({
  queryKey: ['authority', 'earnings'],
  queryFn: ({ signal }) => call<typeof authority.readEarnings>('GET', '/gestures/earnings', { query: {}, signal }),
});

export const gesturesQuery = paged<Gesture>(['authority', 'gestures'], (page, signal) =>
  call<typeof authority.listGestures>('GET', '/gestures', { query: page, signal }),
);

export const waitingForMeQuery = paged<Approval>(['authority', 'waiting'], (page, signal) =>
  call<typeof approvals.listApprovals>('GET', '/approvals', { query: { ...page, mine: true }, signal }),
);

export const sheetsQuery = (id: string) =>
  queryOptions({
    queryKey: ['options', 'case', id],
    queryFn: async ({ signal }) =>
      (
        await call<typeof options.listOptionSheets>('GET', '/cases/:id/option-sheets', {
          params: { id },
          query: { limit: 50 },
          signal,
        })
      ).items,
  });

export const templatesQuery = queryOptions({
  queryKey: ['options', 'templates'],
  queryFn: async ({ signal }) =>
    (await call<typeof options.listOptionTemplates>('GET', '/option-templates', { query: { limit: 200 }, signal }))
      .items,
});

/** Does something, brings what hangs on it up to date, and says what went wrong where it did. True when it was done. */
export async function deed(
  room: 'procedures' | 'authority' | 'options',
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    await queryClient.invalidateQueries({ queryKey: [room] });
    return true;
  } catch (problem) {
    notifyProblem(problem);
    return false;
  }
}

refetchOn('procedures.', ['procedures']);
refetchOn('authority.', ['authority']);
refetchOn('options.', ['options']);
