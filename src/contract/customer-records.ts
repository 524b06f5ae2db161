import { Type, type Static } from 'typebox';
import { CustomerFilter, CustomerRow, Tags } from './customers.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** What two records say of the same thing, before they become one. `field` is what the merge takes by. */
export const MergeField = Type.Object({
  field: Type.String(),
  name: Nullable(Type.String()),
  mine: Type.Unknown(),
  theirs: Type.Unknown(),
  /** Both say something, and not the same: choose. */
  conflict: Type.Boolean(),
  /** What happens when nothing is chosen. */
  proposed: OneOf(['mine', 'theirs', 'both']),
});
export type MergeField = Static<typeof MergeField>;

export const MergePreview = Type.Object({
  into: CustomerRow,
  from: CustomerRow,
  fields: Type.Array(MergeField),
  /** What comes with the other record. */
  brings: Type.Object({
    identities: Type.Integer(),
    cases: Type.Integer(),
    promises: Type.Integer(),
    moments: Type.Integer(),
    answers: Type.Integer(),
  }),
});
export type MergePreview = Static<typeof MergePreview>;

export const previewMerge = route({
  method: 'GET',
  path: '/customers/:id/merges/:otherId/preview',
  access: 'customers.read',
  summary: 'What merging another record into this one would do, field by field; nothing is changed',
  params: Type.Object({ id: Id, otherId: Id }, { additionalProperties: false }),
  reply: MergePreview,
});

/** A merge, by hand or by rule; undone ones stay in the list. */
export const Merge = Type.Object({
  id: Id,
  from: Type.Object({ id: Id, name: Type.String() }),
  because: Type.String(),
  by: Nullable(Type.String()),
  at: Instant,
  undoneAt: Nullable(Instant),
});

export const listMerges = route({
  method: 'GET',
  path: '/customers/:id/merges',
  access: 'customers.read',
  summary: 'Every merge into this record, newest first, with who, why, and whether it was undone',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(Merge),
});

export const Note = Type.Object({
  id: Id,
  words: Type.String(),
  by: Nullable(Type.Object({ id: Id, name: Type.String() })),
  at: Instant,
  changedAt: Nullable(Instant),
});
export type Note = Static<typeof Note>;
const NoteWords = Type.Object(
  { words: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }) },
  { additionalProperties: false },
);
const OneNote = Type.Object({ id: Id, noteId: Id }, { additionalProperties: false });

export const listNotes = route({
  method: 'GET',
  path: '/customers/:id/notes',
  access: 'customers.read',
  summary: 'Private notes about a customer, newest first; the customer never sees them',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(Note),
});

export const addNote = route({
  method: 'POST',
  path: '/customers/:id/notes',
  access: 'customers.write',
  summary: 'Add a private note',
  params: ById,
  body: NoteWords,
  reply: Note,
});

export const changeNote = route({
  method: 'PATCH',
  path: '/customers/:id/notes/:noteId',
  access: 'customers.write',
  summary: 'Change a private note of your own',
  params: OneNote,
  body: NoteWords,
  reply: Note,
});

export const removeNote = route({
  method: 'DELETE',
  path: '/customers/:id/notes/:noteId',
  access: 'customers.write',
  summary: 'Remove a private note: your own, or any as an admin',
  params: OneNote,
});

const BulkChange = Type.Object(
  {
    ids: Type.Array(Id, { minItems: 1, maxItems: 500 }),
    addTags: Type.Optional(Tags),
    removeTags: Type.Optional(Tags),
    vip: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type BulkChange = Static<typeof BulkChange>;

export const changeCustomers = route({
  method: 'POST',
  path: '/customers/changes',
  access: 'customers.write',
  summary: 'Tag many customers, or mark them as important; posting `undo` to the same address takes exactly that back',
  body: Type.Object(
    { changes: Type.Array(BulkChange, { minItems: 1, maxItems: 200 }) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ changed: Type.Integer(), undo: Type.Array(BulkChange) }),
});

export const listTags = route({
  method: 'GET',
  path: '/customers/tags',
  access: 'customers.read',
  summary: 'Tags in use that begin with q, at most 50, from the customers heard last',
  query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 60 })) }),
  reply: Type.Array(Type.String()),
});

const Filter = Type.Object(
  {
    ...CustomerFilter,
    q: Type.Optional(Type.String({ maxLength: 200 })),
    sort: Type.Optional(OneOf(['heard', 'name', 'added'])),
  },
  { additionalProperties: false },
);
export const Segment = Type.Object({
  id: Id,
  name: Type.String(),
  filter: Filter,
  shared: Type.Boolean(),
  mine: Type.Boolean(),
});
export type Segment = Static<typeof Segment>;

export const listSegments = route({
  method: 'GET',
  path: '/customers/segments',
  access: 'customers.read',
  summary: 'Your saved segments and those that others share, by name',
  reply: Type.Array(Segment),
});

export const saveSegment = route({
  method: 'POST',
  path: '/customers/segments',
  access: 'customers.read',
  summary: 'Save a way to narrow the list of customers under a name, for you or for all',
  body: Type.Object(
    { name: Line, filter: Filter, shared: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  reply: Segment,
});

export const changeSegment = route({
  method: 'PATCH',
  path: '/customers/segments/:id',
  access: 'customers.read',
  summary: 'Change a segment of your own',
  params: ById,
  body: Type.Object(
    { name: Type.Optional(Line), filter: Type.Optional(Filter), shared: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  reply: Segment,
});

export const removeSegment = route({
  method: 'DELETE',
  path: '/customers/segments/:id',
  access: 'customers.read',
  summary: 'Remove a segment of your own',
  params: ById,
});

/** Two records that may be one person, with what speaks for it. */
export const Duplicate = Type.Object({
  one: CustomerRow,
  other: CustomerRow,
  /** 0 to 1. */
  score: Type.Number(),
  reasons: Type.Array(
    OneOf(['same-name', 'alike-name', 'same-organisation', 'same-number', 'same-mail-name', 'claimed-address']),
  ),
});
export type Duplicate = Static<typeof Duplicate>;

export const listDuplicates = route({
  method: 'GET',
  path: '/customers/duplicates',
  access: 'customers.read',
  summary: 'Records that may be one person, the surest first; found in the background',
  query: Type.Object({ ...PageQuery, customerId: Type.Optional(Id) }),
  reply: Page(Duplicate),
});

const Pair = Type.Object({ oneId: Id, otherId: Id }, { additionalProperties: false });

export const dismissDuplicate = route({
  method: 'POST',
  path: '/customers/duplicates/dismissals',
  access: 'customers.write',
  summary: 'Two records are two people: do not propose them again',
  body: Pair,
  reply: Pair,
});

export const proposeDuplicateAgain = route({
  method: 'DELETE',
  path: '/customers/duplicates/dismissals/:oneId/:otherId',
  access: 'customers.write',
  summary: 'Take a dismissal back',
  params: Pair,
});

export const setLegalHold = route({
  method: 'PUT',
  path: '/customers/:id/legal-hold',
  access: 'settings.manage',
  summary: 'Keep a customer from being erased, with the reason; null lifts it',
  params: ById,
  body: Type.Object(
    { because: Nullable(Type.String({ minLength: 3, maxLength: 500 })) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ legalHold: Nullable(Type.String()) }),
});
