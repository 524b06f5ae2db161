import { Type, type Static } from 'typebox';
import { escalationWays, triggerNames } from '../domain/promises/escalation.ts';
import { EscalationGap } from './escalations-gaps.ts';
import { PolicyConditions } from './promises-policies.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const closed = { additionalProperties: false };
const Person = Type.Object({ id: Id, name: Type.String() });
const Words = Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' });

/** What management has to do about a breach. */
export const taskActions = ['call-customer', 'apologise', 'note-cause', 'add-hands', 'change-promise'] as const;

/** What starts a protocol; `n` is per cent, open minutes, messages, money or cases, as the trigger says. */
export const EscalationTrigger = Type.Object(
  {
    on: OneOf(triggerNames),
    n: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000_000 })),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
    words: Type.Optional(
      Type.Array(Type.String({ minLength: 2, maxLength: 80, pattern: '\\S' }), {
        maxItems: 200,
        description: 'Whole words or phrases; a star at the end stands for any ending',
      }),
    ),
    vip: Type.Optional(Type.Boolean()),
  },
  closed,
);

export const EscalationStep = Type.Object(
  {
    /** The keeper of the promise or case, whoever leads his team, everyone of a role, one person, whoever is on call. */
    whom: OneOf(['keeper', 'team-lead', 'role', 'person', 'on-call']),
    role: Type.Optional(OneOf(['owner', 'admin', 'manager', 'lead', 'agent'])),
    userId: Type.Optional(Id),
    rotaId: Type.Optional(Id),
    mail: Type.Boolean({ description: 'Also by mail, with a link that acknowledges; in the app always' }),
    waitMinutes: Type.Integer({
      minimum: 1,
      maximum: 10_080,
      description:
        'Minutes for an acknowledgement before the next step; they count only while somebody called can hear it: on call, or in his hours',
    }),
  },
  closed,
);

export const protocolFields = {
  way: OneOf(escalationWays),
  triggers: Type.Array(EscalationTrigger, { maxItems: 20, description: 'Any of them starts it; none: by hand only' }),
  conditions: PolicyConditions,
  steps: Type.Array(EscalationStep, { minItems: 1, maxItems: 20 }),
  /** What whoever leads has to do besides, within so many open minutes. */
  task: Nullable(
    Type.Object({ action: OneOf(taskActions), minutes: Type.Integer({ minimum: 1, maximum: 100_000 }) }, closed),
  ),
};
export const ProtocolDefinition = Type.Object(protocolFields, closed);
export type ProtocolDefinition = Static<typeof ProtocolDefinition>;

export const EscalationAlert = Type.Object({
  id: Id,
  step: Type.Integer(),
  person: Person,
  onCall: Type.Boolean(),
  /** When he may hear it; later than the step where it waits for his hours. */
  dueAt: Instant,
  toldAt: Nullable(Instant),
  mailed: Type.Boolean(),
  acknowledgedAt: Nullable(Instant),
  /** From telling to acknowledging, in seconds. */
  tookSeconds: Nullable(Type.Number()),
});
export type EscalationAlert = Static<typeof EscalationAlert>;

export const Escalation = Type.Object({
  id: Id,
  protocol: Type.Object({ id: Id, name: Type.String(), version: Type.Integer() }),
  way: OneOf(escalationWays),
  drill: Type.Boolean(),
  state: OneOf(['calling', 'acknowledged', 'unheard', 'ended']),
  /** The step in hand, counted from 0; how many there are. */
  step: Type.Integer(),
  steps: Type.Integer(),
  nextAt: Nullable(Instant),
  because: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
  case: Nullable(Type.Object({ id: Id, number: Type.Integer(), subject: Type.String() })),
  customer: Nullable(Person),
  promise: Nullable(
    Type.Object({ id: Id, what: Type.String(), clock: Nullable(Type.String()), dueAt: Nullable(Instant) }),
  ),
  startedAt: Instant,
  startedBy: Nullable(Person),
  acknowledgedAt: Nullable(Instant),
  acknowledgedBy: Nullable(Person),
  handedTo: Nullable(Person),
  note: Type.String(),
  endedAt: Nullable(Instant),
  endReason: Nullable(Type.String()),
  /** Whether you were alerted and have not answered. */
  callsMe: Type.Boolean(),
});
export type Escalation = Static<typeof Escalation>;

export const EscalationTask = Type.Object({
  id: Id,
  escalationId: Nullable(Id),
  action: OneOf(taskActions),
  case: Nullable(Type.Object({ id: Id, number: Type.Integer(), subject: Type.String() })),
  customer: Nullable(Person),
  promiseId: Nullable(Id),
  keeper: Nullable(Person),
  standsFor: Type.Integer(),
  madeAt: Instant,
  dueAt: Instant,
  overdue: Type.Boolean(),
  doneAt: Nullable(Instant),
  doneBy: Nullable(Person),
  word: Nullable(Type.String()),
});
export type EscalationTask = Static<typeof EscalationTask>;

export const EscalationDetail = Type.Object({
  ...Escalation.properties,
  definition: ProtocolDefinition,
  alerts: Type.Array(EscalationAlert),
  tasks: Type.Array(EscalationTask),
  log: Type.Array(
    Type.Object({
      at: Instant,
      fact: Type.String(),
      by: Nullable(Person),
      values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
    }),
  ),
});
export type EscalationDetail = Static<typeof EscalationDetail>;

export const listEscalations = route({
  method: 'GET',
  path: '/escalations',
  access: 'cases.read',
  summary: 'Escalations, newest first',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(['open', 'ended', 'all'])),
    drill: Type.Optional(Type.Boolean()),
    case: Type.Optional(Id),
    protocol: Type.Optional(Id),
  }),
  reply: Page(Escalation),
});

export const readEscalationsToday = route({
  method: 'GET',
  path: '/escalations/today',
  access: 'cases.read',
  summary:
    'What calls you; where you lead what runs, what a breach asks, and which steps would reach nobody; at most 50 of each',
  reply: Type.Object({
    mine: Type.Array(Escalation),
    running: Type.Array(Escalation),
    tasks: Type.Array(EscalationTask),
    overdueTasks: Type.Integer(),
    /** Where one leads. */
    gaps: Type.Array(EscalationGap),
  }),
});

export const readEscalationFigures = route({
  method: 'GET',
  path: '/escalations/figures',
  access: 'measures.read',
  summary: 'How many, how long until somebody answered (median, seconds), tasks done in time; drills apart',
  query: Type.Object({ from: Type.Optional(Instant), to: Type.Optional(Instant) }),
  reply: Type.Object({
    from: Instant,
    to: Instant,
    started: Type.Integer(),
    acknowledged: Type.Object({ n: Type.Integer(), medianSeconds: Nullable(Type.Number()) }),
    unheard: Type.Integer(),
    tasks: Type.Object({ done: Type.Integer(), inTime: Type.Integer(), medianSeconds: Nullable(Type.Number()) }),
    drills: Type.Object({
      run: Type.Integer(),
      alerts: Type.Integer(),
      answered: Type.Integer(),
      medianSeconds: Nullable(Type.Number()),
    }),
  }),
});

export const readEscalation = route({
  method: 'GET',
  path: '/escalations/:id',
  access: 'cases.read',
  summary: 'One escalation: steps, who was alerted and answered when, the log',
  params: ById,
  reply: EscalationDetail,
});

export const startEscalation = route({
  method: 'POST',
  path: '/escalations',
  access: 'cases.write',
  summary: 'Escalate a case by hand, with what the next one has to know',
  body: Type.Object({ caseId: Id, protocolId: Id, note: Words }, closed),
  reply: EscalationDetail,
});

export const acknowledgeEscalation = route({
  method: 'POST',
  path: '/escalations/:id/acknowledgement',
  access: 'cases.read',
  summary: 'I have it: nobody else is called',
  params: ById,
  reply: EscalationDetail,
  status: 200,
});

export const handOverEscalation = route({
  method: 'POST',
  path: '/escalations/:id/hand-over',
  access: 'cases.write',
  summary: 'Give case and escalation to a colleague with a note, so that the customer tells nothing twice',
  params: ById,
  body: Type.Object({ userId: Id, note: Words }, closed),
  reply: EscalationDetail,
  status: 200,
});

export const endEscalation = route({
  method: 'POST',
  path: '/escalations/:id/de-escalation',
  access: 'cases.write',
  summary: 'It is no longer one, and why',
  params: ById,
  body: Type.Object({ reason: Words }, closed),
  reply: EscalationDetail,
  status: 200,
});

export const startDrill = route({
  method: 'POST',
  path: '/escalation-drills',
  access: 'cases.manage',
  summary: 'A fire drill: the protocol runs end to end and touches no customer',
  body: Type.Object(
    {
      protocolId: Id,
      waitMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 240, description: 'Instead of each step’s own' })),
    },
    closed,
  ),
  reply: EscalationDetail,
});

export const listEscalationTasks = route({
  method: 'GET',
  path: '/escalation-tasks',
  access: 'cases.manage',
  summary: 'What breaches ask of whoever leads: open ones by due hour, done ones newest first',
  query: Type.Object({ ...PageQuery, state: Type.Optional(OneOf(['open', 'done'])) }),
  reply: Page(EscalationTask),
});

export const finishEscalationTask = route({
  method: 'POST',
  path: '/escalation-tasks/:id/done',
  access: 'cases.manage',
  summary: 'It is done, in a word',
  params: ById,
  body: Type.Object({ word: Words }, closed),
  reply: EscalationTask,
  status: 200,
});

export const takeEscalationTask = route({
  method: 'POST',
  path: '/escalation-tasks/:id/keeper',
  access: 'cases.manage',
  summary: 'I do it, or another one who leads',
  params: ById,
  body: Type.Object({ userId: Id }, closed),
  reply: EscalationTask,
  status: 200,
});
