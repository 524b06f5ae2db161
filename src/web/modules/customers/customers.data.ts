import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/customers.ts';
import type * as briefs from '../../../contract/customers-brief.ts';
import type * as timeline from '../../../contract/customers-timeline.ts';
import type * as journeys from '../../../contract/journeys-moments.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { paged } from '../../paged.ts';
import { refetchOn } from '../../live.ts';
import { queryClient } from '../../query-client.ts';

export type Customer = contract.Customer;
export type CustomerRow = contract.CustomerRow;
export type Brief = contract.Brief;
export type BriefSlot = Brief['slots'][number];
export type BriefQuestion = BriefSlot['question'];

/** One customer with identities and brief. */
export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'one', id],
    queryFn: ({ signal }) => call<typeof contract.readCustomer>('GET', '/customers/:id', { params: { id }, signal }),
  });
}

/** Everything that happened with a customer, newest first. */
export function timelineQuery(id: string, kinds = '') {
  return paged(
    ['customers', 'timeline', id, kinds],
    (page, signal) =>
      call<typeof timeline.readTimeline>('GET', '/customers/:id/timeline', {
        params: { id },
        query: { ...page, ...(kinds === '' ? {} : { kinds }) },
        signal,
      }),
    50,
  );
}

/** The newest moments of a customer. */
export function momentsQuery(id: string) {
  return queryOptions({
    queryKey: ['customers', 'moments', id],
    queryFn: ({ signal }) =>
      call<typeof journeys.listCustomerMoments>('GET', '/customers/:id/moments', {
        params: { id },
        query: { limit: 60 },
        signal,
      }),
  });
}

/** The customer as the server now tells it. */
export function showCustomer(customer: Customer): void {
  queryClient.setQueryData(customerQuery(customer.id).queryKey, customer);
  void queryClient.invalidateQueries({ queryKey: ['customers', 'list'] });
}

/** Notes what the customer said to one of the eight questions; what was known before becomes history. */
export async function noteAnswer(
  customerId: string,
  question: BriefQuestion,
  answer: BodyOf<typeof contract.answerBrief>,
): Promise<BriefSlot['answer']> {
  const brief = await call<typeof contract.answerBrief>('PUT', '/customers/:id/brief/:question', {
    params: { id: customerId, question },
    body: answer,
  });
  queryClient.setQueryData<Customer>(customerQuery(customerId).queryKey, (now) => now && { ...now, brief });
  return brief.slots.find((slot) => slot.question === question)?.answer ?? null;
}

/** Takes back an answer that was noted wrongly; the one before counts again. */
export async function takeBackAnswer(customerId: string, question: BriefQuestion, answerId: string): Promise<void> {
  const brief = await call<typeof briefs.takeBackAnswer>('DELETE', '/customers/:id/brief/:question/:answerId', {
    params: { id: customerId, question, answerId },
  });
  queryClient.setQueryData<Customer>(customerQuery(customerId).queryKey, (now) => now && { ...now, brief });
}

refetchOn('customers.', ['customers']);
refetchOn('moments.', ['customers', 'moments']);
for (const prefix of ['cases.', 'promises.', 'voice.']) refetchOn(prefix, ['customers', 'timeline']);
