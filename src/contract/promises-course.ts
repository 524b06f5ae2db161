import { Type, type Static } from 'typebox';
import { CaseRef } from './cases.ts';
import { CaseEstimate, SimilarCase } from './promises-estimates.ts';
import { route } from './route.ts';
import { Id, Nullable } from './shapes.ts';

/** What to do about a case and how long it will take: what an agent has to say to the customer first. */
export const CaseCourse = Type.Object({
  /** The procedure that runs in it, else the one that fits best; null when none fits. */
  procedure: Nullable(
    Type.Object({
      id: Id,
      name: Type.String(),
      purpose: Type.String(),
      steps: Type.Integer(),
      runId: Nullable(Type.Unsafe<string>({ ...Id, description: 'Null: proposed, and not begun' })),
    }),
  ),
  similar: Type.Array(SimilarCase, { description: 'Solved cases like it, the most alike first, at most three' }),
  estimate: CaseEstimate,
});
export type CaseCourse = Static<typeof CaseCourse>;

export const readCaseCourse = route({
  method: 'GET',
  path: '/cases/:id/course',
  access: 'cases.read',
  summary: 'Course of action and how long: proposed procedure, similar solved cases, estimate with its reasons',
  params: CaseRef,
  reply: CaseCourse,
});
