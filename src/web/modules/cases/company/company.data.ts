import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../../contract/cases-merging.ts';
import type * as participants from '../../../../contract/cases-participants.ts';
import type * as promises from '../../../../contract/promises.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';

export type Relation = contract.Relation;
export type Party = participants.Party;

/** What belongs to a case. Everything begins with `cases`, so that what happens to one is asked again. */
export function companyQuery(id: string) {
  return queryOptions({
    queryKey: ['cases', 'one', id, 'company'],
    queryFn: ({ signal }) => call<typeof contract.readCompany>('GET', '/cases/:id/company', { params: { id }, signal }),
  });
}

/** Who takes part in a case. */
export function partiesQuery(id: string) {
  return queryOptions({
    queryKey: ['cases', 'one', id, 'parties'],
    queryFn: ({ signal }) =>
      call<typeof participants.listParties>('GET', '/cases/:id/parties', { params: { id }, signal }),
  });
}

export type PartyPromise = promises.PromiseRow;

/** What was promised by and to those who take part in a case, open ones first. */
export function partyPromisesQuery(caseId: string) {
  return queryOptions({
    queryKey: ['promises', 'case', caseId, 'parties'],
    queryFn: async ({ signal }) => {
      const query = { case: caseId, kind: 'internal' as const, state: 'all' as const, limit: 200 };
      const { items } = await call<typeof promises.listPromises>('GET', '/promises', { query, signal });
      return items
        .filter((promise) => promise.party !== null)
        .toSorted((one, other) => Number(one.state !== 'open') - Number(other.state !== 'open'));
    },
  });
}

export function makePartyPromise(body: BodyOf<typeof promises.makePromise>): Promise<unknown> {
  return ofLedger(call<typeof promises.makePromise>('POST', '/promises', { body }));
}

export function keepPromise(id: string): Promise<unknown> {
  return ofLedger(call<typeof promises.keepPromise>('POST', '/promises/:id/keeping', { params: { id }, body: {} }));
}

async function ofLedger(done: Promise<unknown>): Promise<void> {
  await done;
  void queryClient.invalidateQueries({ queryKey: ['promises'] });
}

const again = () => queryClient.invalidateQueries({ queryKey: ['cases'] });
async function then<T>(done: Promise<T>): Promise<T> {
  const answer = await done;
  void again();
  return answer;
}

/** What can be done about the company of one case; each asks again for what it changed. */
export function companyDeeds(id: string) {
  const params = { id };
  return {
    merge: (into: string) =>
      then(call<typeof contract.mergeCase>('POST', '/cases/:id/merge', { params, body: { into } })),
    unmerge: () => then(call<typeof contract.unmergeCase>('DELETE', '/cases/:id/merge', { params })),
    split: (body: BodyOf<typeof contract.splitCase>) =>
      then(call<typeof contract.splitCase>('POST', '/cases/:id/split', { params, body })),
    link: (body: BodyOf<typeof contract.linkCase>) =>
      then(call<typeof contract.linkCase>('POST', '/cases/:id/links', { params, body })),
    unlink: (otherId: string, relation: Relation) =>
      then(
        call<typeof contract.unlinkCase>('DELETE', '/cases/:id/links/:otherId/:relation', {
          params: { id, otherId, relation },
        }),
      ),
    addTask: (body: BodyOf<typeof contract.addTask>) =>
      then(call<typeof contract.addTask>('POST', '/cases/:id/tasks', { params, body })),
    changeTask: (taskId: string, body: BodyOf<typeof contract.changeTask>) =>
      then(call<typeof contract.changeTask>('PATCH', '/cases/:id/tasks/:taskId', { params: { id, taskId }, body })),
    removeTask: (taskId: string) =>
      then(call<typeof contract.removeTask>('DELETE', '/cases/:id/tasks/:taskId', { params: { id, taskId } })),
    addParty: (body: BodyOf<typeof participants.addParty>) =>
      then(call<typeof participants.addParty>('POST', '/cases/:id/parties', { params, body })),
    changeParty: (partyId: string, body: BodyOf<typeof participants.changeParty>) =>
      then(
        call<typeof participants.changeParty>('PATCH', '/cases/:id/parties/:partyId', {
          params: { id, partyId },
          body,
        }),
      ),
    share: (messageId: string, partyIds: string[]) =>
      then(
        call<typeof participants.shareMessage>('PUT', '/cases/:id/messages/:messageId/parties', {
          params: { id, messageId },
          body: { partyIds },
        }),
      ),
    removeParty: (partyId: string) =>
      then(call<typeof participants.removeParty>('DELETE', '/cases/:id/parties/:partyId', { params: { id, partyId } })),
    write: (body: BodyOf<typeof participants.writeToParties>, idempotencyKey: string) =>
      then(
        call<typeof participants.writeToParties>('POST', '/cases/:id/party-messages', { params, body, idempotencyKey }),
      ),
    summarise: (body: BodyOf<typeof participants.summarise>, idempotencyKey: string) =>
      then(call<typeof participants.summarise>('POST', '/cases/:id/summary', { params, body, idempotencyKey })),
    meet: (body: BodyOf<typeof participants.proposeMeeting>) =>
      then(call<typeof participants.proposeMeeting>('POST', '/cases/:id/meetings', { params, body })),
    callOff: (meetingId: string) =>
      then(
        call<typeof participants.cancelMeeting>('DELETE', '/cases/:id/meetings/:meetingId', {
          params: { id, meetingId },
        }),
      ),
  };
}
