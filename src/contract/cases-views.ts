import { Type, type Static } from 'typebox';
import { caseChannels, caseKinds, caseStates, priorities } from '../domain/cases/words.ts';
import { viewColumns, viewDensities, viewScopes, viewSorts } from '../domain/cases/views.ts';
import { CaseRow } from './cases.ts';
import { route } from './route.ts';
import { ById, Id, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Some = <T extends readonly string[]>(words: T) =>
  Type.Optional(Type.Array(OneOf(words), { maxItems: words.length }));
const Ids = Type.Optional(Type.Array(Id, { maxItems: 50 }));
const Hours = Type.Optional(Type.Integer({ minimum: 1, maximum: 87_600 }));
const Words = Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), { maxItems: 20 }));

/** What a case must be to stand in a view: every condition that is given; within one, any of its values. */
export const ViewFilter = Type.Object(
  {
    /** Without any: whatever is not closed. */
    states: Some(caseStates),
    kinds: Some(caseKinds),
    priorities: Some(priorities),
    channels: Some(caseChannels),
    /** `me`, `none` or the id of a colleague. */
    assignees: Type.Optional(Type.Array(Type.String({ pattern: '^(me|none|[0-9a-fA-F-]{36})$' }), { maxItems: 50 })),
    /** `mine`, `none` or the id of a team. */
    teams: Type.Optional(Type.Array(Type.String({ pattern: '^(mine|none|[0-9a-fA-F-]{36})$' }), { maxItems: 50 })),
    /** All of them. */
    tags: Words,
    /** None of them. */
    withoutTags: Words,
    emotions: Words,
    customerId: Type.Optional(Id),
    organisationId: Type.Optional(Id),
    mailboxIds: Ids,
    atRisk: Type.Optional(Type.Boolean()),
    /** The next promise is due within so many hours, or is overdue. */
    promiseWithinHours: Hours,
    /** Opened within the last so many hours; `createdBeforeHours`: longer ago than that. */
    createdWithinHours: Hours,
    createdBeforeHours: Hours,
    updatedWithinHours: Hours,
    updatedBeforeHours: Hours,
    /** The customer has waited for a word of ours for longer than so many hours. */
    waitingHours: Hours,
    verdict: Type.Optional(OneOf(['confirmed', 'silent', 'refuted', 'none'])),
    /** Only cases with unsent words of yours. */
    draft: Type.Optional(Type.Boolean()),
    /** Only cases that you follow. */
    following: Type.Optional(Type.Boolean()),
    /** Only cases with an answer that goes out later. */
    scheduled: Type.Optional(Type.Boolean()),
    /** Own fields by key: every one named, any of its values; of several choices one is enough. */
    fields: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
        Type.Array(Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()]), {
          minItems: 1,
          maxItems: 50,
        }),
        { maxProperties: 10 },
      ),
    ),
    /** Words in the subject or the conversation. */
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
  },
  { additionalProperties: false },
);
export type ViewFilter = Static<typeof ViewFilter>;

const Sort = OneOf(viewSorts);
const Columns = Type.Array(OneOf(viewColumns), { minItems: 1, maxItems: viewColumns.length, uniqueItems: true });

export const View = Type.Object({
  id: Id,
  name: Type.String(),
  scope: OneOf(viewScopes),
  team: Nullable(Type.Object({ id: Id, name: Type.String() })),
  owner: Nullable(Type.Object({ id: Id, name: Type.String() })),
  filter: ViewFilter,
  sort: Sort,
  columns: Columns,
  density: OneOf(viewDensities),
  /** Whether you may change it. */
  yours: Type.Boolean(),
});
export type View = Static<typeof View>;

const fields = {
  name: Line,
  scope: OneOf(viewScopes),
  teamId: Type.Optional(Nullable(Id)),
  filter: ViewFilter,
  sort: Type.Optional(Sort),
  columns: Type.Optional(Columns),
  density: Type.Optional(OneOf(viewDensities)),
};

export const listViews = route({
  method: 'GET',
  path: '/views',
  access: 'cases.read',
  summary: 'Views you may use, in their order: your own, those of your teams, those shared with all',
  query: Type.Object({ ...PageQuery }),
  reply: Page(View),
});

/** `more`: there are more than `n`; nothing beyond is counted. */
export const ViewCount = Type.Object({ id: Id, n: Type.Integer(), more: Type.Boolean() });
export type ViewCount = Static<typeof ViewCount>;

export const countViews = route({
  method: 'GET',
  path: '/views/counts',
  access: 'cases.read',
  summary: 'How many cases each of your first fifty views holds; exact where it is kept, else up to 99',
  reply: Type.Object({ items: Type.Array(ViewCount) }),
});

export const addView = route({
  method: 'POST',
  path: '/views',
  access: 'cases.read',
  summary: 'Keep a view: for yourself, for a team of yours, or for all (needs cases.manage)',
  body: Type.Object(fields, { additionalProperties: false }),
  reply: View,
});

export const readView = route({
  method: 'GET',
  path: '/views/:id',
  access: 'cases.read',
  summary: 'One view',
  params: ById,
  reply: View,
});

export const changeView = route({
  method: 'PATCH',
  path: '/views/:id',
  access: 'cases.read',
  summary: 'Change a view',
  params: ById,
  body: Type.Partial(Type.Object(fields), { additionalProperties: false }),
  reply: View,
});

export const moveView = route({
  method: 'POST',
  path: '/views/:id/move',
  access: 'cases.read',
  summary: 'Move a view up or down among those of its group',
  params: ById,
  body: Type.Object({ by: OneOf(['up', 'down']) }, { additionalProperties: false }),
  reply: View,
  status: 200,
});

export const dropView = route({
  method: 'DELETE',
  path: '/views/:id',
  access: 'cases.read',
  summary: 'Remove a view; its cases stay',
  params: ById,
});

export const listViewCases = route({
  method: 'GET',
  path: '/views/:id/cases',
  access: 'cases.read',
  summary: 'The cases of a view, in its order or another; `drafts`, `following` and `scheduled` are views of everybody',
  params: Type.Object(
    { id: Type.String({ pattern: '^(drafts|following|scheduled|[0-9a-fA-F-]{36})$' }) },
    { additionalProperties: false },
  ),
  query: Type.Object({ ...PageQuery, sort: Type.Optional(Sort) }),
  reply: Page(CaseRow),
});

export const filterCases = route({
  method: 'POST',
  path: '/cases/filter',
  access: 'cases.read',
  summary: 'Cases by any filter without keeping it as a view, with how many there are (up to 99)',
  body: Type.Object({ filter: ViewFilter, sort: Type.Optional(Sort), ...PageQuery }, { additionalProperties: false }),
  reply: Type.Object({
    items: Type.Array(CaseRow),
    next: Nullable(Type.String()),
    count: Type.Object({ n: Type.Integer(), more: Type.Boolean() }),
  }),
  status: 200,
});
