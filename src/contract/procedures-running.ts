import { Type, type Static } from 'typebox';
import { CaseRef } from './cases.ts';
import { ProcedureStep } from './procedures.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Named = Type.Object({ id: Id, name: Type.String() });

/** A step of a run: how it stands, and who did or skipped it when. */
export const RunStep = Type.Object({
  ...ProcedureStep.properties,
  standing: OneOf(['done', 'skipped', 'open', 'ahead', 'away']),
  /** Whether you may do it. */
  yours: Type.Boolean(),
  choice: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  at: Nullable(Instant),
  by: Nullable(Named),
});
export type RunStep = Static<typeof RunStep>;

export const ProcedureRun = Type.Object({
  id: Id,
  procedure: Named,
  version: Type.Integer(),
  /** The published version now: larger when the procedure moved on since. */
  newest: Type.Integer(),
  caseId: Id,
  state: OneOf(['running', 'finished', 'stopped']),
  startedAt: Instant,
  startedBy: Nullable(Named),
  endedAt: Nullable(Instant),
  reason: Nullable(Type.String()),
  /** Marked of those on the way. */
  done: Type.Integer(),
  total: Type.Integer(),
  steps: Type.Array(RunStep),
});
export type ProcedureRun = Static<typeof ProcedureRun>;

/** What runs in a case, and what is proposed for it. */
export const CaseProcedures = Type.Object({
  runs: Type.Array(ProcedureRun),
  proposed: Type.Array(
    Type.Object({ id: Id, name: Type.String(), purpose: Type.String(), steps: Type.Integer(), fit: Type.Integer() }),
  ),
});
export type CaseProcedures = Static<typeof CaseProcedures>;

export const readCaseProcedures = route({
  method: 'GET',
  path: '/cases/:id/procedures',
  access: 'cases.read',
  summary: 'Procedures that ran or run in a case, newest first, and those proposed for it, best first',
  params: CaseRef,
  reply: CaseProcedures,
});

export const startProcedure = route({
  method: 'POST',
  path: '/cases/:id/procedures',
  access: 'cases.write',
  summary: 'Begin a procedure in a case, in its published version',
  params: CaseRef,
  body: Type.Object({ procedureId: Id }, { additionalProperties: false }),
  reply: ProcedureRun,
});

const ByStep = Type.Object(
  { id: Id, key: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }) },
  { additionalProperties: false },
);

export const markStep = route({
  method: 'POST',
  path: '/procedure-runs/:id/steps/:key',
  access: 'cases.write',
  summary: 'Mark a step as done (with its answer where it asks), or skip it with a reason',
  params: ByStep,
  body: Type.Object(
    {
      state: OneOf(['done', 'skipped']),
      choice: Type.Optional(Type.String({ maxLength: 40 })),
      reason: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    { additionalProperties: false },
  ),
  reply: ProcedureRun,
  status: 200,
});

export const unmarkStep = route({
  method: 'DELETE',
  path: '/procedure-runs/:id/steps/:key',
  access: 'cases.write',
  summary: 'Take a mark back',
  params: ByStep,
  reply: ProcedureRun,
  status: 200,
});

export const stopProcedure = route({
  method: 'POST',
  path: '/procedure-runs/:id/stop',
  access: 'cases.write',
  summary: 'Stop a procedure in a case, with a reason',
  params: ById,
  body: Type.Object({ reason: Line }, { additionalProperties: false }),
  reply: ProcedureRun,
  status: 200,
});

export const resumeProcedure = route({
  method: 'POST',
  path: '/procedure-runs/:id/resumption',
  access: 'cases.write',
  summary: 'Go on with a procedure that was stopped',
  params: ById,
  reply: ProcedureRun,
  status: 200,
});

/** What somebody did otherwise, as an idea for the procedure. */
export const ProcedureIdea = Type.Object({
  id: Id,
  procedure: Named,
  version: Type.Integer(),
  stepKey: Nullable(Type.String()),
  stepTitle: Nullable(Type.String()),
  caseNumber: Nullable(Type.Integer()),
  text: Type.String(),
  saidBy: Nullable(Named),
  saidAt: Instant,
  state: OneOf(['open', 'taken-up', 'declined']),
  answer: Nullable(Type.String()),
  problemId: Nullable(Id),
  answeredAt: Nullable(Instant),
});
export type ProcedureIdea = Static<typeof ProcedureIdea>;

export const sayOtherwise = route({
  method: 'POST',
  path: '/procedure-runs/:id/deviations',
  access: 'cases.write',
  summary: 'Note that it was done otherwise, and why: it becomes an idea for the procedure',
  params: ById,
  body: Type.Object(
    {
      text: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
      stepKey: Type.Optional(Type.String({ maxLength: 40 })),
    },
    { additionalProperties: false },
  ),
  reply: ProcedureIdea,
});

export const listProcedureIdeas = route({
  method: 'GET',
  path: '/procedures/:id/ideas',
  access: 'cases.read',
  summary: 'Ideas for a procedure, newest first',
  params: ById,
  query: Type.Object({ ...PageQuery, state: Type.Optional(OneOf(['open', 'taken-up', 'declined'])) }),
  reply: Page(ProcedureIdea),
});

export const answerProcedureIdea = route({
  method: 'POST',
  path: '/procedure-ideas/:id/answer',
  access: 'procedures.write',
  summary: 'Take an idea up (also as a problem, to be looked into), or say why not; whoever had it is told',
  params: ById,
  body: Type.Object(
    {
      state: OneOf(['taken-up', 'declined']),
      answer: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
      asProblem: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: ProcedureIdea,
  status: 200,
});
