import { Type, type Static } from 'typebox';
import { retentionKinds } from '../domain/customers/retention.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const exportPerson = route({
  method: 'GET',
  path: '/customers/:id/export',
  access: 'data.export',
  summary: 'Everything about a person as a tar archive: JSON by kind, and every attachment',
  params: ById,
  reply: Type.Any(),
});

/** An erasure and, once done, its certificate: how much of what is gone. It names nobody. */
export const Erasure = Type.Object({
  id: Id,
  because: OneOf(['asked', 'retention', 'mistake']),
  state: OneOf(['waiting', 'running', 'done', 'failed']),
  /** What is being erased now. */
  step: Nullable(Type.String()),
  stepsDone: Type.Integer(),
  steps: Type.Integer(),
  /** Rows by table that were removed or made empty; nothing of what stood in them. */
  counts: Type.Record(Type.String(), Type.Integer()),
  error: Nullable(Type.String()),
  requestedBy: Nullable(Type.String()),
  requestedAt: Instant,
  finishedAt: Nullable(Instant),
});
export type Erasure = Static<typeof Erasure>;

export const erasePerson = route({
  method: 'POST',
  path: '/customers/:id/erasure',
  access: 'settings.manage',
  summary: 'Erase everything about a person, everywhere; cannot be undone. Refused while a legal hold stands',
  params: ById,
  body: Type.Object(
    {
      because: OneOf(['asked', 'mistake']),
      /** The customer's name, typed again, so that nobody is erased by a slip. */
      name: Type.String({ maxLength: 300 }),
    },
    { additionalProperties: false },
  ),
  status: 202,
  reply: Erasure,
});

export const readErasure = route({
  method: 'GET',
  path: '/erasures/:id',
  access: 'settings.manage',
  summary: 'How far an erasure is, and its certificate when it is done',
  params: ById,
  reply: Erasure,
});

export const listErasures = route({
  method: 'GET',
  path: '/erasures',
  access: 'settings.manage',
  summary: 'Erasures, newest first',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Erasure),
});

export const RetentionKind = OneOf(retentionKinds);
export const RetentionRule = Type.Object({
  kind: RetentionKind,
  active: Type.Boolean(),
  afterDays: Type.Integer(),
  changedAt: Nullable(Instant),
});
export type RetentionRule = Static<typeof RetentionRule>;

export const listRetentionRules = route({
  method: 'GET',
  path: '/retention/rules',
  access: 'settings.manage',
  summary: 'How long each kind of record is kept; inactive rules keep it for ever',
  reply: Type.Array(RetentionRule),
});

export const changeRetentionRule = route({
  method: 'PUT',
  path: '/retention/rules/:kind',
  access: 'settings.manage',
  summary: 'Say how long a kind of record is kept; it is applied every night',
  params: Type.Object({ kind: RetentionKind }, { additionalProperties: false }),
  body: Type.Object(
    { active: Type.Boolean(), afterDays: Type.Integer({ minimum: 1, maximum: 36_500 }) },
    { additionalProperties: false },
  ),
  reply: RetentionRule,
});

export const RetentionTry = Type.Object({
  kind: RetentionKind,
  /** How many would go; counted up to 10 000. */
  found: Type.Integer(),
  more: Type.Boolean(),
  /** The oldest of them, at most ten. */
  sample: Type.Array(Type.Object({ id: Id, title: Type.String(), at: Instant })),
});
export type RetentionTry = Static<typeof RetentionTry>;

export const tryRetentionRule = route({
  method: 'GET',
  path: '/retention/trial',
  access: 'settings.manage',
  summary: 'What a rule would take now, without taking anything',
  query: Type.Object({ kind: RetentionKind, afterDays: Type.Integer({ minimum: 1, maximum: 36_500 }) }),
  reply: RetentionTry,
});

export const RetentionRun = Type.Object({
  id: Id,
  at: Instant,
  kind: RetentionKind,
  afterDays: Type.Integer(),
  found: Type.Integer(),
  done: Type.Integer(),
  more: Type.Boolean(),
  error: Nullable(Type.String()),
});
export type RetentionRun = Static<typeof RetentionRun>;

export const listRetentionRuns = route({
  method: 'GET',
  path: '/retention/runs',
  access: 'settings.manage',
  summary: 'What retention took, night by night, newest first',
  query: Type.Object({ ...PageQuery }),
  reply: Page(RetentionRun),
});
