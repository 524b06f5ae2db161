import { Type, type Static } from 'typebox';
import { changePolicy } from './promises-policies.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable } from './shapes.ts';

/** What a change of a policy would do to the promises that run. */
export const PolicyPreview = Type.Object({
  /** Running promises that were looked at; the newest 5,000 where there are more. */
  running: Type.Integer(),
  more: Type.Boolean(),
  /** They would get another due hour: earlier ones, later ones, and those that would be over at once. */
  moving: Type.Integer(),
  earlier: Type.Integer(),
  later: Type.Integer(),
  brokenAtOnce: Type.Integer(),
  /** They keep the version they were made under, because their policy says so. */
  pinned: Type.Integer(),
  examples: Type.Array(
    Type.Object({
      promiseId: Id,
      case: Nullable(Type.Object({ number: Type.Integer(), subject: Type.String() })),
      clock: Type.String(),
      from: Nullable(Instant),
      to: Nullable(Instant),
    }),
  ),
});
export type PolicyPreview = Static<typeof PolicyPreview>;

export const previewPolicy = route({
  method: 'POST',
  path: '/policies/:id/preview',
  access: 'policies.write',
  summary: 'How many running promises would get another hour by a change; nothing is changed',
  params: ById,
  body: changePolicy.body,
  reply: PolicyPreview,
  status: 200,
});
