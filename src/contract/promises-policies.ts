import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';
import { Person } from './promises.ts';

/** Which cases a policy is for; an empty or absent list means all. The first active policy that fits is taken. */
export const PolicyConditions = Type.Object(
  {
    priorities: Type.Optional(Type.Array(OneOf(['low', 'normal', 'high', 'urgent']), { maxItems: 4 })),
    kinds: Type.Optional(
      Type.Array(OneOf(['incident', 'request', 'question', 'complaint', 'compliment']), { maxItems: 5 }),
    ),
    channels: Type.Optional(Type.Array(OneOf(['mail', 'portal', 'form', 'chat', 'phone', 'api']), { maxItems: 6 })),
    teamIds: Type.Optional(Type.Array(Id, { maxItems: 100 })),
    tags: Type.Optional(Type.Array(Line, { maxItems: 100, description: 'Fits when the case has one of them' })),
    organisationIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
    customerIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
    vip: Type.Optional(Type.Boolean()),
    valueFrom: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1_000_000_000_000, description: 'Bought in the last year, at least' }),
    ),
  },
  { additionalProperties: false },
);

const PausingStates = Type.Array(OneOf(['waiting', 'snoozed']), { maxItems: 2 });
const TargetMinutes = Nullable(
  Type.Integer({ minimum: 1, maximum: 2_000_000, description: 'Open minutes; null: not promised' }),
);

const policyTerms = {
  name: Line,
  conditions: PolicyConditions,
  calendarId: Nullable(Type.Unsafe<string>({ ...Id, description: 'Null: the calendar of the team, else the default' })),
  firstResponseMinutes: TargetMinutes,
  nextResponseMinutes: TargetMinutes,
  resolutionMinutes: TargetMinutes,
  /** States in which the clocks stand still. */
  pauseResponseIn: PausingStates,
  pauseResolutionIn: PausingStates,
  /** Whether promises that run are counted again when the policy or its calendar changes; else they keep their version. */
  recomputeRunning: Type.Boolean(),
  active: Type.Boolean(),
};

export const Policy = Type.Object({
  id: Id,
  ...policyTerms,
  version: Type.Integer(),
  position: Type.Integer({ description: 'Order of asking: the first active one that fits is taken' }),
  changedAt: Instant,
});
export type Policy = Static<typeof Policy>;

export const listPolicies = route({
  method: 'GET',
  path: '/policies',
  access: 'promises.read',
  summary: 'Policies, in the order they are asked',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Policy),
});

export const createPolicy = route({
  method: 'POST',
  path: '/policies',
  access: 'policies.write',
  summary: 'Make a policy; it is asked last unless a position is given',
  body: Type.Object(
    {
      ...Type.Partial(Type.Object(policyTerms)).properties,
      name: Line,
      position: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    },
    { additionalProperties: false },
  ),
  reply: Policy,
});

export const changePolicy = route({
  method: 'PATCH',
  path: '/policies/:id',
  access: 'policies.write',
  summary: 'Change a policy; this makes its next version',
  params: ById,
  body: Type.Object(
    {
      ...Type.Partial(Type.Object(policyTerms)).properties,
      position: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    },
    { additionalProperties: false },
  ),
  reply: Policy,
});

export const deletePolicy = route({
  method: 'DELETE',
  path: '/policies/:id',
  access: 'policies.write',
  summary: 'Stop using a policy; what it promised stays promised',
  params: ById,
});

export const listPolicyVersions = route({
  method: 'GET',
  path: '/policies/:id/versions',
  access: 'promises.read',
  summary: 'Every version of a policy, newest first: what was promised, from when, by whom',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(Type.Object({ ...policyTerms, version: Type.Integer(), at: Instant, by: Nullable(Person) })),
});
