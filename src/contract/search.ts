import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Instant, Nullable, OneOf } from './shapes.ts';

/** What can be found, in the order in which it is offered. */
export const foundKinds = ['case', 'message', 'customer', 'organisation', 'article', 'file'] as const;

export const Found = Type.Object({
  kind: OneOf(foundKinds),
  id: Id,
  title: Type.String(),
  /** Words around the match; the matching ones stand between U+0002 and U+0003, nothing in it is markup. */
  excerpt: Type.String(),
  at: Instant,
  caseId: Nullable(Id),
  caseNumber: Nullable(Type.Integer()),
  state: Nullable(Type.String()),
  /** Whose case it is. */
  customer: Nullable(Type.String()),
  /** The message that holds a file. */
  messageId: Nullable(Id),
});
export type Found = Static<typeof Found>;

/** Something in the query that was not understood; what is read as words all the same is still looked for. */
export const SearchNotice = Type.Object({
  because: OneOf(['unknown-filter', 'unknown-value', 'nobody', 'bad-day', 'mixed-or', 'too-many']),
  /** The filter as it was typed, without its colon. */
  filter: Type.String(),
  value: Type.String(),
  /** What may have been meant, and what may stand there. */
  meant: Type.Array(Type.String()),
});
export type SearchNotice = Static<typeof SearchNotice>;

export const search = route({
  method: 'GET',
  path: '/search',
  access: 'signed-in',
  summary:
    'Search cases, messages, customers, organisations, articles and files by words, "phrases", numbers, addresses and filters (is: from: to: assignee: team: tag: kind: priority: channel: customer: organisation: has: before: after: on: in:), with OR and -not',
  query: Type.Object({
    q: Type.String({ minLength: 1, maxLength: 300 }),
    kind: Type.Optional(OneOf(foundKinds)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    cursor: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  reply: Type.Object({
    items: Type.Array(Found),
    next: Nullable(Type.String()),
    /** How much there is of each kind, counted up to 99; more than that when `more` holds the kind. */
    counts: Type.Array(Type.Object({ kind: OneOf(foundKinds), n: Type.Integer(), more: Type.Boolean() })),
    /** The case whose number was typed. */
    jump: Nullable(Type.Object({ id: Id, number: Type.Integer(), subject: Type.String() })),
    notices: Type.Array(SearchNotice),
    /** The query as it may have been meant, when little was found; `shown` when the items are already those of it. */
    meant: Nullable(Type.Object({ q: Type.String(), shown: Type.Boolean() })),
    /** How much of the older records the index has taken in, 0 to 1; null when all. */
    taken: Nullable(Type.Number()),
    /** Of words this common only the newest were looked through, or that may be so: a filter looks further back. */
    partly: Type.Boolean(),
  }),
});
