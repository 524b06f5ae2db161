import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';
import { Affected, Named, Words } from './improvement.ts';

const problemStates = ['open', 'known-error', 'solved'] as const;

export const Problem = Type.Object({
  id: Id,
  number: Type.Integer(),
  title: Type.String(),
  description: Type.String(),
  state: OneOf(problemStates),
  /** Asked five times: each why answers the one before. */
  whys: Type.Array(Type.String()),
  cause: Type.String(),
  /** What helps until it is solved; shown to whoever serves such a case. */
  workaround: Type.String(),
  /** The lost moments meant: at this touchpoint, from and to these days. */
  touchpoint: Nullable(Named),
  since: Nullable(Day),
  until: Nullable(Day),
  owner: Nullable(Named),
  affected: Affected,
  openedAt: Instant,
  solvedAt: Nullable(Instant),
  solution: Type.String(),
});
export type Problem = Static<typeof Problem>;

const problemFields = {
  title: Line,
  description: Type.Optional(Words),
  whys: Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 7 })),
  cause: Type.Optional(Words),
  workaround: Type.Optional(Words),
  touchpointId: Type.Optional(Nullable(Id)),
  since: Type.Optional(Nullable(Day)),
  until: Type.Optional(Nullable(Day)),
  ownerId: Type.Optional(Nullable(Id)),
};

export const listProblems = route({
  method: 'GET',
  path: '/problems',
  access: 'improvement.read',
  summary: 'Problems, the newest first; with caseId those that a case shows, for whoever sees the case',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(problemStates)),
    caseId: Type.Optional(Id),
    touchpointId: Type.Optional(Id),
    q: Type.Optional(Type.String({ maxLength: 100 })),
  }),
  reply: Page(Problem),
});

export const openProblem = route({
  method: 'POST',
  path: '/problems',
  access: 'improvement.write',
  summary: 'Open a problem, with the cases and moments that show it',
  body: Type.Object(
    { ...problemFields, caseIds: Type.Optional(Type.Array(Id, { maxItems: 200 })) },
    { additionalProperties: false },
  ),
  reply: Problem,
});

export const readProblem = route({
  method: 'GET',
  path: '/problems/:id',
  access: 'improvement.read',
  summary: 'One problem',
  params: ById,
  reply: Problem,
});

export const changeProblem = route({
  method: 'PATCH',
  path: '/problems/:id',
  access: 'improvement.write',
  summary: 'Change a problem; a known error needs cause and workaround, a solved one its solution',
  params: ById,
  body: Type.Object(
    {
      ...problemFields,
      title: Type.Optional(Line),
      state: Type.Optional(OneOf(problemStates)),
      solution: Type.Optional(Words),
    },
    { additionalProperties: false },
  ),
  reply: Problem,
});

/** A case that shows the problem. */
export const LinkedCase = Type.Object({
  id: Id,
  number: Type.Integer(),
  subject: Type.String(),
  state: Type.String(),
  customer: Named,
  linkedAt: Instant,
});

export const listProblemCases = route({
  method: 'GET',
  path: '/problems/:id/cases',
  access: 'improvement.read',
  summary: 'The cases linked to a problem that you may see, the last linked first',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(LinkedCase),
});

export const linkCase = route({
  method: 'PUT',
  path: '/problems/:id/cases/:caseId',
  access: 'improvement.write',
  summary: 'Link a case to a problem',
  params: Type.Object({ id: Id, caseId: Id }, { additionalProperties: false }),
  reply: Problem,
});

export const unlinkCase = route({
  method: 'DELETE',
  path: '/problems/:id/cases/:caseId',
  access: 'improvement.write',
  summary: 'Unlink a case from a problem',
  params: Type.Object({ id: Id, caseId: Id }, { additionalProperties: false }),
});
