import { Type } from 'typebox';
import { route } from './route.ts';
import { Id, Instant, Nullable } from './shapes.ts';
import { Case, CaseKind, CaseRef, Priority, Tags } from './cases.ts';

export const snoozeCase = route({
  method: 'POST',
  path: '/cases/:id/snooze',
  access: 'cases.write',
  summary: 'Put a case away until a time; it comes back then, or when the customer writes',
  params: CaseRef,
  body: Type.Object({ until: Instant }, { additionalProperties: false }),
  reply: Case,
});

export const wakeCase = route({
  method: 'DELETE',
  path: '/cases/:id/snooze',
  access: 'cases.write',
  summary: 'Bring a snoozed case back now',
  params: CaseRef,
  reply: Case,
});

export const closeCase = route({
  method: 'POST',
  path: '/cases/:id/closure',
  access: 'cases.write',
  summary: 'Close a case, saying what it was worth to the customer',
  params: CaseRef,
  body: Type.Object(
    {
      valueCreated: Type.Optional(Type.String({ maxLength: 300 })),
      /** Close it although tasks or child cases are open; without it 409 `tasks-open` says how many. */
      withOpenTasks: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Case,
});

export const reopenCase = route({
  method: 'DELETE',
  path: '/cases/:id/closure',
  access: 'cases.write',
  summary: 'Open a closed case again',
  params: CaseRef,
  query: Type.Object({ because: Type.Optional(Type.String({ maxLength: 300 })) }),
  reply: Case,
});

export const changeCases = route({
  method: 'POST',
  path: '/cases/bulk',
  access: 'cases.write',
  summary: 'Change up to 200 cases at once; each that cannot be changed is named with the reason',
  body: Type.Object(
    {
      ids: Type.Array(Id, { minItems: 1, maxItems: 200 }),
      teamId: Type.Optional(Nullable(Id)),
      assigneeId: Type.Optional(Nullable(Id)),
      priority: Type.Optional(Priority),
      kind: Type.Optional(CaseKind),
      addTags: Type.Optional(Tags),
      removeTags: Type.Optional(Tags),
      snoozeUntil: Type.Optional(Instant),
      close: Type.Optional(Type.Boolean()),
      reopen: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    changed: Type.Array(Id),
    refused: Type.Array(Type.Object({ id: Id, code: Type.String(), detail: Type.String() })),
  }),
  status: 200,
});
