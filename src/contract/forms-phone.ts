import { Type, type Static } from 'typebox';
import { caseKinds } from '../domain/cases/words.ts';
import { route } from './route.ts';
import { ById, Email, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const closed = { additionalProperties: false };

/** A call as it was noted. `held` until its case opens, so that it can be undone without a trace. */
export const PhoneCall = Type.Object({
  id: Id,
  state: OneOf(['held', 'logged', 'undone', 'failed']),
  at: Instant,
  seconds: Nullable(Type.Integer()),
  by: Nullable(Type.Object({ id: Id, name: Type.String() })),
  case: Nullable(Type.Object({ id: Id, number: Type.Integer(), subject: Type.String() })),
  /** Why no case could be opened; the call is kept, and can be noted again. */
  error: Nullable(Type.String()),
});
export type PhoneCall = Static<typeof PhoneCall>;

export const logCall = route({
  method: 'POST',
  path: '/phone-calls',
  access: 'cases.write',
  summary: 'Note a call: opens a case of the channel phone, and closes it at once when it is done',
  body: Type.Object(
    {
      customerId: Type.Optional(Id),
      /** Instead of customerId: found by number or address, else added. */
      customer: Type.Optional(
        Type.Object(
          { name: Line, email: Type.Optional(Email), phone: Type.Optional(Type.String({ maxLength: 40 })) },
          closed,
        ),
      ),
      kind: Type.Optional(OneOf(caseKinds)),
      /** What it was about, in a line. */
      line: Line,
      /** `done`: the case is closed at once. `open`: it waits for an answer of ours, with whoever noted it. */
      outcome: OneOf(['done', 'open']),
      /** What it was worth to the customer, when it is done. */
      valueCreated: Type.Optional(Type.String({ maxLength: 300 })),
      /** How long it took. */
      seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
      /** Seconds to wait before the case opens; until then DELETE undoes it. Without it the case opens now. */
      hold: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
    },
    closed,
  ),
  reply: PhoneCall,
});

export const undoCall = route({
  method: 'DELETE',
  path: '/phone-calls/:id',
  access: 'cases.write',
  summary: 'Take back a call that you noted, while its case has not opened yet',
  params: ById,
  reply: PhoneCall,
});

export const listCalls = route({
  method: 'GET',
  path: '/phone-calls',
  access: 'cases.read',
  summary: 'Calls that you noted, newest first; those of a case for whoever may see it',
  query: Type.Object({ ...PageQuery, caseId: Type.Optional(Id) }),
  reply: Page(PhoneCall),
});

/** Who may be calling: by number as it is dialled, else by name or address. */
export const findCaller = route({
  method: 'GET',
  path: '/phone-calls/callers',
  access: 'customers.read',
  summary: 'Customers who may be calling, by number or name, best first; at most six',
  query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: Type.Object({
    /** The number as it will be kept, when what was typed is one. */
    number: Nullable(Type.String()),
    callers: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        organisation: Nullable(Type.String()),
        /** Found by this number itself. */
        exact: Type.Boolean(),
        openCases: Type.Integer(),
      }),
    ),
  }),
});
