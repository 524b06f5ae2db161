import { Type, type Static } from 'typebox';
import { relations } from '../domain/cases/relations.ts';
import { CaseRef, CaseState, Person } from './cases.ts';
import { route } from './route.ts';
import { Id, Instant, Line, Nullable, OneOf } from './shapes.ts';

export const Relation = OneOf(relations);
export type Relation = Static<typeof Relation>;

const Ref = Type.String({ pattern: '^#?(\\d{1,12}|[0-9a-fA-F-]{36})$' });

const Belonging = Type.Object({
  id: Id,
  number: Type.Integer(),
  subject: Type.String(),
  state: CaseState,
  customer: Person,
});

/** A task within a case. */
export const CaseTask = Type.Object({
  id: Id,
  what: Type.String(),
  assignee: Nullable(Person),
  dueAt: Nullable(Instant),
  doneAt: Nullable(Instant),
  doneBy: Nullable(Person),
  late: Type.Boolean(),
});
export type CaseTask = Static<typeof CaseTask>;

/** Everything that belongs to a case besides its own words. */
export const CaseCompany = Type.Object({
  mergedInto: Nullable(Type.Object({ ...Belonging.properties, at: Instant, by: Nullable(Person) })),
  /** Cases that were merged into this one, directly or through another. */
  merged: Type.Array(
    Type.Object({
      ...Belonging.properties,
      at: Instant,
      by: Nullable(Person),
      into: Id,
      tags: Type.Array(Type.String()),
      /** It has another customer than this case. */
      otherCustomer: Type.Boolean(),
    }),
  ),
  links: Type.Array(Type.Object({ ...Belonging.properties, relation: Relation })),
  tasks: Type.Array(CaseTask),
  /** Tasks and child cases that are done, of all. */
  progress: Type.Object({ done: Type.Integer(), all: Type.Integer() }),
});
export type CaseCompany = Static<typeof CaseCompany>;

export const readCompany = route({
  method: 'GET',
  path: '/cases/:id/company',
  access: 'cases.read',
  summary: 'What belongs to a case: cases merged into it, links, tasks and how far they are',
  params: CaseRef,
  reply: CaseCompany,
});

export const mergeCase = route({
  method: 'POST',
  path: '/cases/:id/merge',
  access: 'cases.write',
  summary: 'Merge this case into another; nothing is copied, and it can be taken back',
  params: CaseRef,
  body: Type.Object({ into: Ref }, { additionalProperties: false }),
  reply: Type.Object({ id: Id, number: Type.Integer(), into: Type.Object({ id: Id, number: Type.Integer() }) }),
  status: 200,
});

export const unmergeCase = route({
  method: 'DELETE',
  path: '/cases/:id/merge',
  access: 'cases.write',
  summary: 'Take a merge back: both cases stand as they did',
  params: CaseRef,
  reply: CaseCompany,
});

export const splitCase = route({
  method: 'POST',
  path: '/cases/:id/split',
  access: 'cases.write',
  summary: 'Take messages out into a case of their own; answers to them go there',
  params: CaseRef,
  body: Type.Object(
    {
      messageIds: Type.Array(Id, { minItems: 1, maxItems: 200 }),
      /** Also everything said after the first of them. */
      andLater: Type.Optional(Type.Boolean()),
      subject: Type.Optional(Line),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ id: Id, number: Type.Integer(), moved: Type.Integer() }),
});

export const linkCase = route({
  method: 'POST',
  path: '/cases/:id/links',
  access: 'cases.write',
  summary: 'Link this case to another',
  params: CaseRef,
  body: Type.Object({ to: Ref, relation: Relation }, { additionalProperties: false }),
  reply: CaseCompany,
});

export const unlinkCase = route({
  method: 'DELETE',
  path: '/cases/:id/links/:otherId/:relation',
  access: 'cases.write',
  summary: 'Take a link away',
  params: Type.Object({ ...CaseRef.properties, otherId: Id, relation: Relation }, { additionalProperties: false }),
  reply: CaseCompany,
});

export const addTask = route({
  method: 'POST',
  path: '/cases/:id/tasks',
  access: 'cases.write',
  summary: 'Add a task to a case, for somebody, by a time',
  params: CaseRef,
  body: Type.Object(
    {
      what: Line,
      assigneeId: Type.Optional(Nullable(Id)),
      dueAt: Type.Optional(Nullable(Instant)),
    },
    { additionalProperties: false },
  ),
  reply: CaseCompany,
});

const ByTask = Type.Object({ ...CaseRef.properties, taskId: Id }, { additionalProperties: false });

export const changeTask = route({
  method: 'PATCH',
  path: '/cases/:id/tasks/:taskId',
  access: 'cases.write',
  summary: 'Change a task, or say that it is done',
  params: ByTask,
  body: Type.Object(
    {
      what: Type.Optional(Line),
      assigneeId: Type.Optional(Nullable(Id)),
      dueAt: Type.Optional(Nullable(Instant)),
      done: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: CaseCompany,
});

export const removeTask = route({
  method: 'DELETE',
  path: '/cases/:id/tasks/:taskId',
  access: 'cases.write',
  summary: 'Take a task away',
  params: ByTask,
  reply: CaseCompany,
});
