/** The door of forms: what can be asked for, and what was answered. */
export { listOffered, readOffered } from './catalogue.ts';
export { createForm } from './defining.ts';
export { endVisit, findReplyAddress, sentAs, takeVisit } from './queries.ts';
export { openFromForm } from './sending.ts';
export type { SpokenForm, SpokenQuestion } from './showing.ts';
export { paceOf, readInstead, readVisit, startVisit } from './visiting.ts';
