/** The door of customers: who they are, what they told us, and their way to their own pages. */
export { activeCustomers } from './active.ts';
export { answerBrief } from './brief/brief.ts';
export { changeCustomer, createCustomer, markBounced } from './changing.ts';
export { compareCustomersJob } from './merging/duplicates.ts';
export { readExpectations, setExpectation } from './brief/expectations.ts';
export { findOrAddCustomer, type KnownCustomer } from './finding.ts';
export { rootOf } from './finding-records.ts';
export { mergeCustomer, unmergeCustomer } from './merging/merging.ts';
export { readMyKey, signMyLink } from './my-link.ts';
export { recogniseCustomer, type SeenIdentity } from './recognising.ts';
export { addNote } from './records/noting.ts';
export { createOrganisation } from './organisations/organisations.ts';
export { readAddressee, readCustomer } from './reading.ts';
export { recordPurchase } from './records/purchasing.ts';
export { type ImportedPerson, importOrganisations, importPeople, noteHeard } from './importing.ts';
export { customersInSegment, listCustomers } from './listing/listing.ts';
export { listSegments } from './listing/segments.ts';
