import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/escalations.ts';
import type { EscalationGap } from '../../../contract/escalations-gaps.ts';
import type * as protocols from '../../../contract/escalations-protocols.ts';
import type * as onCall from '../../../contract/escalations-on-call.ts';
import { call } from '../../api.ts';
import { refetchOn } from '../../live.ts';
import { paged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';

export type Protocol = protocols.EscalationProtocol;
export type Definition = contract.ProtocolDefinition;
export type Trigger = Definition['triggers'][number];
export type Step = Definition['steps'][number];
export type Escalation = contract.Escalation;
export type EscalationDetail = contract.EscalationDetail;
export type Task = contract.EscalationTask;
export type Rota = onCall.Rota;
export type Gap = EscalationGap;

export const protocolsQuery = queryOptions({
  queryKey: ['escalations', 'protocols'],
  queryFn: async ({ signal }) =>
    (await call<typeof protocols.listProtocols>('GET', '/escalation-protocols', { query: { limit: 200 }, signal }))
      .items,
});

export const rotasQuery = queryOptions({
  queryKey: ['escalations', 'rotas'],
  queryFn: async ({ signal }) =>
    (await call<typeof onCall.listRotas>('GET', '/on-call', { query: { limit: 200 }, signal })).items,
});

export const drillsQuery = paged<Escalation>(['escalations', 'drills'], (page, signal) =>
  call<typeof contract.listEscalations>('GET', '/escalations', { query: { ...page, drill: true }, signal }),
);

export const escalationsTodayQuery = queryOptions({
  queryKey: ['escalations', 'today'],
  queryFn: ({ signal }) => call<typeof contract.readEscalationsToday>('GET', '/escalations/today', { signal }),
});

export function escalationQuery(id: string) {
  return queryOptions({
    queryKey: ['escalations', 'one', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readEscalation>('GET', '/escalations/:id', { params: { id }, signal }),
  });
}

/** What runs about one case. */
export function caseEscalationsQuery(caseId: string) {
  return queryOptions({
    queryKey: ['escalations', 'case', caseId],
    queryFn: async ({ signal }) =>
      (
        await call<typeof contract.listEscalations>('GET', '/escalations', {
          query: { case: caseId, state: 'open', limit: 20 },
          signal,
        })
      ).items,
  });
}

/** I have it: nobody else is called. */
export async function acknowledge(id: string): Promise<void> {
  await call<typeof contract.acknowledgeEscalation>('POST', '/escalations/:id/acknowledgement', { params: { id } });
  await queryClient.invalidateQueries({ queryKey: ['escalations'] });
}

refetchOn('escalations.', ['escalations']);
// who leaves, or is away, may leave a gap
refetchOn('people.', ['escalations']);
