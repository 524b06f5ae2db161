import { Type, type Static } from 'typebox';
import { caseKinds } from '../domain/cases/words.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Named = Type.Object({ id: Id, name: Type.String() });
const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
/** `assignee`, a role, `team:<id>`; empty: nobody yet. */
const Who = Type.String({
  pattern: '^(|assignee|owner|admin|manager|lead|agent|colleague|team:[0-9a-fA-F-]{36})$',
});
const Some = (most: number) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }), { maxItems: most });

export const ProcedureStep = Type.Object(
  {
    /** Names the step for good; an answer names the step that follows by it. */
    key: Key,
    title: Type.String({ maxLength: 300 }),
    details: Type.String({ maxLength: 5000 }),
    responsible: Who,
    accountable: Who,
    consulted: Type.Array(Who, { maxItems: 20 }),
    informed: Type.Array(Who, { maxItems: 20 }),
    doneWhen: Type.String({ maxLength: 1000 }),
    customerWords: Type.String({ maxLength: 1000 }),
    behindTheScenes: Type.Boolean(),
    /** Open minutes it usually takes. */
    minutes: Nullable(Type.Integer({ minimum: 0, maximum: 525_600 })),
    /** The step it is a part of. */
    under: Nullable(Key),
    /** Answers that decide how it goes on: `next` names a later step, `end` ends it, null goes on in order. */
    choices: Type.Array(Type.Object({ key: Key, label: Line, next: Nullable(Key) }, { additionalProperties: false }), {
      maxItems: 12,
    }),
  },
  { additionalProperties: false },
);
export type ProcedureStep = Static<typeof ProcedureStep>;

export const ProcedureContent = Type.Object(
  {
    name: Line,
    purpose: Type.String({ maxLength: 2000 }),
    kinds: Type.Array(OneOf(caseKinds), { maxItems: caseKinds.length }),
    tags: Some(50),
    words: Some(100),
    links: Type.Array(
      Type.Object({ kind: OneOf(['form', 'standard', 'touchpoint']), id: Id }, { additionalProperties: false }),
      { maxItems: 50 },
    ),
    steps: Type.Array(ProcedureStep, { maxItems: 300 }),
  },
  { additionalProperties: false },
);
export type ProcedureContent = Static<typeof ProcedureContent>;

export const ProcedureFinding = Type.Object({
  stepKey: Nullable(Type.String()),
  code: Type.String(),
  /** It cannot be published like this. */
  stops: Type.Boolean(),
});
export type ProcedureFinding = Static<typeof ProcedureFinding>;

const summary = {
  id: Id,
  name: Type.String(),
  purpose: Type.String(),
  /** 0 while nothing is published. */
  version: Type.Integer(),
  hasDraft: Type.Boolean(),
  retired: Type.Boolean(),
  owner: Nullable(Named),
  reviewOn: Nullable(Day),
  steps: Type.Integer(),
  running: Type.Integer(),
  openIdeas: Type.Integer(),
  changedAt: Instant,
};
export const ProcedureSummary = Type.Object(summary);
export type ProcedureSummary = Static<typeof ProcedureSummary>;

export const Procedure = Type.Object({
  ...summary,
  /** The draft where there is one, else what is published. */
  content: ProcedureContent,
  published: Nullable(ProcedureContent),
  findings: Type.Array(ProcedureFinding),
  revision: Type.Integer(),
});
export type Procedure = Static<typeof Procedure>;

export const listProcedures = route({
  method: 'GET',
  path: '/procedures',
  access: 'cases.read',
  summary: 'Procedures by name',
  query: Type.Object({
    ...PageQuery,
    q: Type.Optional(Type.String({ maxLength: 100 })),
    retired: Type.Optional(Type.Boolean()),
  }),
  reply: Page(ProcedureSummary),
});

export const readProcedure = route({
  method: 'GET',
  path: '/procedures/:id',
  access: 'cases.read',
  summary: 'One procedure: its draft, what is published, and what people will stumble over',
  params: ById,
  reply: Procedure,
});

export const addProcedure = route({
  method: 'POST',
  path: '/procedures',
  access: 'procedures.write',
  summary: 'Begin a procedure as a draft',
  body: Type.Object({ content: ProcedureContent }, { additionalProperties: false }),
  reply: Procedure,
});

export const changeProcedure = route({
  method: 'PATCH',
  path: '/procedures/:id',
  access: 'procedures.write',
  summary: 'Change the draft of a procedure, its keeper, its review day, or retire it; what runs keeps its version',
  params: ById,
  body: Type.Object(
    {
      content: Type.Optional(ProcedureContent),
      /** The revision it was read with: a draft that somebody else changed since is not overwritten. */
      revision: Type.Optional(Type.Integer({ minimum: 0 })),
      ownerId: Type.Optional(Nullable(Id)),
      reviewOn: Type.Optional(Nullable(Day)),
      retired: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Procedure,
});

export const publishProcedure = route({
  method: 'POST',
  path: '/procedures/:id/publication',
  access: 'procedures.write',
  summary: 'Publish the draft as the next version',
  params: ById,
  body: Type.Object({ why: Type.Optional(Type.String({ maxLength: 1000 })) }, { additionalProperties: false }),
  reply: Procedure,
  status: 200,
});

export const dropProcedureDraft = route({
  method: 'DELETE',
  path: '/procedures/:id/draft',
  access: 'procedures.write',
  summary: 'Throw the draft away; a procedure that was never published goes with it',
  params: ById,
});

export const checkProcedure = route({
  method: 'POST',
  path: '/procedures/check',
  access: 'cases.read',
  summary: 'See what people would stumble over in a procedure; nothing is kept',
  body: Type.Object({ content: ProcedureContent }, { additionalProperties: false }),
  reply: Type.Object({ findings: Type.Array(ProcedureFinding) }),
  status: 200,
});

const FieldChange = Type.Object({ field: Type.String(), before: Type.String(), after: Type.String() });
export const ProcedureVersion = Type.Object({
  version: Type.Integer(),
  why: Type.String(),
  publishedAt: Instant,
  publishedBy: Nullable(Named),
  runs: Type.Integer(),
  /** Against the version before; null for the first. */
  changes: Nullable(
    Type.Object({
      fields: Type.Array(FieldChange),
      steps: Type.Array(
        Type.Object({
          key: Type.String(),
          title: Type.String(),
          what: OneOf(['added', 'removed', 'moved', 'changed']),
          fields: Type.Array(FieldChange),
        }),
      ),
    }),
  ),
});
export type ProcedureVersion = Static<typeof ProcedureVersion>;

export const listProcedureVersions = route({
  method: 'GET',
  path: '/procedures/:id/versions',
  access: 'cases.read',
  summary: 'Versions of a procedure, newest first, each with what it changed',
  params: ById,
  query: Type.Object(PageQuery),
  reply: Page(ProcedureVersion),
});

export const readProcedureVersion = route({
  method: 'GET',
  path: '/procedures/:id/versions/:version',
  access: 'cases.read',
  summary: 'A procedure as it stood in one version',
  params: Type.Object(
    { id: Id, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) },
    { additionalProperties: false },
  ),
  reply: ProcedureContent,
});
