import { Type, type Static } from 'typebox';
import { actionNames, matches, operators, ruleAnchors, ruleEventNames, settable } from '../domain/rules/words.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const closed = { additionalProperties: false };

export const RuleWhen = Type.Object(
  {
    /** Either an event … */
    event: Type.Optional(OneOf(ruleEventNames)),
    /** … or a time: so many hours since the last … */
    since: Type.Optional(OneOf(ruleAnchors)),
    hours: Type.Optional(Type.Number({ minimum: 0, maximum: 8760 })),
    /** Business hours of the case's team unless told. */
    clock: Type.Optional(OneOf(['business', 'all'])),
  },
  closed,
);

const Value = Type.Union([
  Type.Array(Type.String({ maxLength: 300 }), { maxItems: 50 }),
  Type.Number(),
  Type.Boolean(),
  Type.String({ maxLength: 300 }),
]);

export const RuleCondition = Type.Object(
  { field: Type.String({ maxLength: 60 }), op: OneOf(operators), value: Type.Optional(Value) },
  closed,
);
const RuleGroup = Type.Object(
  { match: OneOf(matches), conditions: Type.Array(RuleCondition, { maxItems: 30 }) },
  closed,
);

export const RuleAction = Type.Object(
  {
    do: OneOf(actionNames),
    field: Type.Optional(OneOf(settable)),
    value: Type.Optional(Type.String({ maxLength: 300 })),
    add: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 30 })),
    remove: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 30 })),
    teamId: Type.Optional(Nullable(Id)),
    userId: Type.Optional(Nullable(Id)),
    userIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
    teamIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
    assignee: Type.Optional(Type.Boolean()),
    mail: Type.Optional(Type.Boolean()),
    hours: Type.Optional(Type.Number({ minimum: 0, maximum: 8760 })),
    /** Placeholders as in {{ case.number }}, {{ customer.name }}. */
    text: Type.Optional(Type.String({ maxLength: 10_000 })),
    name: Type.Optional(Type.String({ maxLength: 40 })),
  },
  closed,
);

export const RuleDefinition = Type.Object(
  {
    when: RuleWhen,
    if: Type.Object(
      {
        match: OneOf(matches),
        conditions: Type.Array(Type.Union([RuleGroup, RuleCondition]), { maxItems: 30 }),
      },
      closed,
    ),
    actions: Type.Array(RuleAction, { maxItems: 20 }),
  },
  closed,
);
export type RuleDefinition = Static<typeof RuleDefinition>;

export const Rule = Type.Object({
  id: Id,
  name: Type.String(),
  /** The order in which rules act, from 1. */
  position: Type.Integer(),
  active: Type.Boolean(),
  version: Type.Integer(),
  definition: RuleDefinition,
  /** One of those that Kept brings. */
  shipped: Nullable(Type.String()),
  /** It failed again and again: since when it rests, and what went wrong. */
  setAside: Nullable(Type.Object({ at: Instant, because: Type.String() })),
  lastActedAt: Nullable(Instant),
  changedBy: Type.String(),
  changedAt: Instant,
});
export type Rule = Static<typeof Rule>;

/** What a condition found. `path` is its place: `0`, or `1.0` inside a group. */
export const RuleReason = Type.Object({
  path: Type.String(),
  field: Type.String(),
  op: OneOf(operators),
  expected: Nullable(Value),
  actual: Nullable(Value),
  held: Type.Boolean(),
});
export type RuleReason = Static<typeof RuleReason>;

const CaseOfRun = Type.Object({ id: Id, number: Type.Integer(), subject: Type.String() });

export const RuleRun = Type.Object({
  id: Type.String(),
  rule: Type.Object({ id: Id, name: Type.String(), version: Type.Integer() }),
  case: CaseOfRun,
  at: Instant,
  /** `guarded`: it would have acted, and the guard against loops said no. */
  outcome: OneOf(['did', 'no-match', 'failed', 'guarded']),
  reasons: Type.Array(RuleReason),
  /** What was done, a sentence each. */
  done: Type.Array(Type.String()),
  problem: Nullable(Type.String()),
});
export type RuleRun = Static<typeof RuleRun>;

export const listRules = route({
  method: 'GET',
  path: '/rules',
  access: 'cases.read',
  summary: 'Rules in the order in which they act',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Rule),
});

export const readRule = route({
  method: 'GET',
  path: '/rules/:id',
  access: 'cases.read',
  summary: 'One rule',
  params: ById,
  reply: Rule,
});

export const createRule = route({
  method: 'POST',
  path: '/rules',
  access: 'settings.manage',
  summary: 'Make a rule: when – if – actions; it is off until it is switched on',
  body: Type.Object({ name: Line, definition: RuleDefinition, active: Type.Optional(Type.Boolean()) }, closed),
  reply: Rule,
});

export const changeRule = route({
  method: 'PATCH',
  path: '/rules/:id',
  access: 'settings.manage',
  summary: 'Change a rule, switch it on or off, or move it; every change is a version',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      definition: Type.Optional(RuleDefinition),
      active: Type.Optional(Type.Boolean()),
      position: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    },
    closed,
  ),
  reply: Rule,
});

export const removeRule = route({
  method: 'DELETE',
  path: '/rules/:id',
  access: 'settings.manage',
  summary: 'Remove a rule; its log stays',
  params: ById,
});

export const restoreRule = route({
  method: 'POST',
  path: '/rules/:id/restoring',
  access: 'settings.manage',
  summary: 'Bring a removed rule back, switched off',
  params: ById,
  reply: Rule,
  status: 200,
});

export const listRuleVersions = route({
  method: 'GET',
  path: '/rules/:id/versions',
  access: 'cases.read',
  summary: 'Every version of a rule and who changed it, the newest first',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(
    Type.Object({
      version: Type.Integer(),
      name: Type.String(),
      active: Type.Boolean(),
      definition: RuleDefinition,
      changedBy: Type.String(),
      at: Instant,
    }),
  ),
});

export const listRuleRuns = route({
  method: 'GET',
  path: '/rules/runs',
  access: 'cases.read',
  summary: 'What rules did, and why or why not; of one rule, of one case, or of all',
  query: Type.Object({
    ...PageQuery,
    ruleId: Type.Optional(Id),
    caseId: Type.Optional(Id),
    outcome: Type.Optional(OneOf(['did', 'no-match', 'failed', 'guarded'])),
  }),
  reply: Page(RuleRun),
});

/** One thing that happened in the past, and what the rule would have made of it. */
export const DryRun = Type.Object({
  case: CaseOfRun,
  at: Instant,
  matched: Type.Boolean(),
  reasons: Type.Array(RuleReason),
  wouldDo: Type.Array(Type.String()),
});
export type DryRun = Static<typeof DryRun>;

export const dryRunRule = route({
  method: 'POST',
  path: '/rules/dry-runs',
  access: 'settings.manage',
  perMinute: 60,
  summary: 'What a rule would have done in the last days; nothing is changed. Ask on with the cursor until it is null',
  body: Type.Object(
    {
      definition: RuleDefinition,
      days: Type.Integer({ minimum: 1, maximum: 365 }),
      matchedOnly: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      cursor: Type.Optional(Type.String({ maxLength: 400 })),
    },
    closed,
  ),
  reply: Type.Object({
    ...Page(DryRun).properties,
    /** On this page: cases looked at, things that would have set the rule off, and how many of them matched. */
    cases: Type.Integer(),
    happened: Type.Integer(),
    matched: Type.Integer(),
  }),
  status: 200,
});
