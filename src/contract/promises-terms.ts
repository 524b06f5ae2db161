import { Type, type Static } from 'typebox';
import { createPolicy, Policy } from './promises-policies.ts';
import { changeOwnClock, OwnClock, OwnClockTerms } from './promises-own-clocks.ts';
import { PolicyPreview } from './promises-preview.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const closed = { additionalProperties: false };
const Minutes = Nullable(Type.Integer());

/** What policies promise one customer, or everybody of an organisation. */
export const PromisedTerms = Type.Object({
  /** The policy that names this customer or this organisation and nobody else; the first where there are several. */
  own: Nullable(Policy),
  /** For a customer: the policy of his organisation. */
  ofOrganisation: Nullable(Policy),
  /** A usual case of each priority: no team, no tag, a question by mail. `own` is not among them where others are asked first. */
  usual: Type.Array(
    Type.Object({
      priority: OneOf(['low', 'normal', 'high', 'urgent']),
      policy: Nullable(Type.Object({ id: Id, name: Type.String() })),
      firstResponseMinutes: Minutes,
      nextResponseMinutes: Minutes,
      resolutionMinutes: Minutes,
    }),
  ),
  /** Running promises of policies to them. */
  running: Type.Integer(),
});
export type PromisedTerms = Static<typeof PromisedTerms>;

export const readCustomerTerms = route({
  method: 'GET',
  path: '/customers/:id/promised-terms',
  access: 'promises.read',
  summary: 'Which policies promise what to a customer, and the one that is his alone',
  params: ById,
  reply: PromisedTerms,
});

export const readOrganisationTerms = route({
  method: 'GET',
  path: '/organisations/:id/promised-terms',
  access: 'promises.read',
  summary: 'Which policies promise what to the people of an organisation, and the one that is theirs alone',
  params: ById,
  reply: PromisedTerms,
});

export const previewNewPolicy = route({
  method: 'POST',
  path: '/policies/preview',
  access: 'policies.write',
  summary: 'How many running promises would get another hour by a new policy; nothing is made',
  body: createPolicy.body,
  reply: PolicyPreview,
  status: 200,
});

export const restorePolicy = route({
  method: 'POST',
  path: '/policies/:id/restoration',
  access: 'policies.write',
  summary: 'Take up a policy again that was removed, at its place, as its next version',
  params: ById,
  reply: Policy,
  status: 200,
});

/** What a clock would have done lately. Read from the log of the cases; nothing is changed. */
export const OwnClockPreview = Type.Object({
  days: Type.Integer(),
  /** Cases looked at that it is for; the newest 2,000 where there are more. */
  cases: Type.Integer(),
  more: Type.Boolean(),
  started: Type.Integer(),
  kept: Type.Integer(),
  late: Type.Integer(),
  /** The case closed before it was kept. */
  withdrawn: Type.Integer(),
  running: Type.Integer(),
  /** Promises of this clock that run now: they keep their hour. */
  runningNow: Type.Integer(),
  examples: Type.Array(
    Type.Object({
      caseId: Id,
      number: Type.Integer(),
      subject: Type.String(),
      startedAt: Instant,
      dueAt: Nullable(Instant),
      outcome: OneOf(['kept', 'late', 'withdrawn', 'running']),
    }),
  ),
});
export type OwnClockPreview = Static<typeof OwnClockPreview>;

export const previewOwnClock = route({
  method: 'POST',
  path: '/own-clocks/preview',
  access: 'policies.write',
  summary: 'What such a clock would have done in the last four weeks, case by case; nothing is made',
  body: Type.Object(
    {
      ...changeOwnClock.body.properties,
      minutes: OwnClock.properties.minutes,
      starts: OwnClock.properties.starts,
      stops: OwnClock.properties.stops,
      clockId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'The clock that is changed' })),
    },
    closed,
  ),
  reply: OwnClockPreview,
  status: 200,
});

export const restoreOwnClock = route({
  method: 'POST',
  path: '/own-clocks/:id/restoration',
  access: 'policies.write',
  summary: 'Take up a clock again that was removed',
  params: ById,
  reply: OwnClock,
  status: 200,
});

export const listOwnClockChanges = route({
  method: 'GET',
  path: '/own-clocks/:id/changes',
  access: 'promises.read',
  summary: 'Who made and changed a clock, when, and what it was afterwards; newest first',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(
    Type.Object({
      at: Instant,
      by: Nullable(Type.Object({ id: Id, name: Type.String() })),
      change: OneOf(['made', 'changed', 'removed', 'restored']),
      terms: Nullable(OwnClockTerms),
    }),
  ),
});
