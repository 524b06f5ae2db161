/** What kinds of case there are, by their ITIL names: incident, service request, question, complaint, compliment. */
export const caseKinds = ['incident', 'request', 'question', 'complaint', 'compliment'] as const;
export type CaseKind = (typeof caseKinds)[number];

/**
 * Where a case stands. `new`: nobody of ours has answered or taken it. `open`: it is our turn. `waiting`: it is the
 * customer's turn. `snoozed`: ours again at a set time, or when the customer writes. `closed`: done.
 */
export const caseStates = ['new', 'open', 'waiting', 'snoozed', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

export const caseChannels = ['mail', 'portal', 'form', 'chat', 'phone', 'api'] as const;
export type CaseChannel = (typeof caseChannels)[number];

/** How a list of cases may be ordered. `promise`: what is promised next comes first. `waiting`: who waits longest comes first. */
export const caseSorts = ['promise', 'newest', 'waiting', 'updated'] as const;
export type CaseSort = (typeof caseSorts)[number];
