/**
 * Four kinds of promise, told apart in every report: what a policy promises, what a person has said, what the house owes itself,
 * and an estimate. The first two are owed to a customer, and only they make up the share of promises kept: to be late for a task
 * of one's own breaks no word, and an estimate at 80 % is right when one in five does not come true.
 */
const promiseKinds = ['policy', 'personal', 'internal', 'estimate'] as const;
export type KindOfPromise = (typeof promiseKinds)[number];

/** Owed to a customer. */
export const owedToCustomers = ['policy', 'personal'] as const;

/** Whether it is owed to a customer, and so belongs in the share of promises kept. */
export function isOwedToCustomer(kind: string): boolean {
  return (owedToCustomers as readonly string[]).includes(kind);
}
