import { Type, type Static } from 'typebox';
import { PolicyConditions } from './promises-policies.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const closed = { additionalProperties: false };

/** `event`: opened, customer-wrote, replied, reopened, closed; `state`: the case enters it; `tag`: the case is given it. */
export const ClockCondition = Type.Object({ on: OneOf(['event', 'state', 'tag']), is: Line }, closed);

const terms = {
  name: Line,
  conditions: PolicyConditions,
  calendarId: Nullable(Id),
  minutes: Type.Integer({ minimum: 1, maximum: 2_000_000, description: 'Open minutes' }),
  starts: Type.Array(ClockCondition, { minItems: 1, maxItems: 10, description: 'Any of them starts it' }),
  stops: Type.Array(ClockCondition, { minItems: 1, maxItems: 10, description: 'Any of them keeps the promise' }),
  pauseIn: Type.Array(OneOf(['open', 'waiting', 'snoozed']), { maxItems: 3 }),
  visible: Type.Boolean({ description: "Whether the customer's page shows it" }),
  active: Type.Boolean(),
};

/** What a clock is. */
export const OwnClockTerms = Type.Object(terms);
export const OwnClock = Type.Object({ id: Id, ...terms, changedAt: Instant });
export type OwnClock = Static<typeof OwnClock>;

export const listOwnClocks = route({
  method: 'GET',
  path: '/own-clocks',
  access: 'promises.read',
  summary: 'Clocks of your own beside the three that every policy has',
  query: Type.Object({ ...PageQuery }),
  reply: Page(OwnClock),
});

export const createOwnClock = route({
  method: 'POST',
  path: '/own-clocks',
  access: 'policies.write',
  summary: 'Make a clock: what starts and stops it, within how many open minutes',
  body: Type.Object(
    {
      ...Type.Partial(Type.Object(terms)).properties,
      name: Line,
      minutes: terms.minutes,
      starts: terms.starts,
      stops: terms.stops,
    },
    closed,
  ),
  reply: OwnClock,
});

export const changeOwnClock = route({
  method: 'PATCH',
  path: '/own-clocks/:id',
  access: 'policies.write',
  summary: 'Change a clock; what runs keeps its hour',
  params: ById,
  body: Type.Object(Type.Partial(Type.Object(terms)).properties, closed),
  reply: OwnClock,
});

export const removeOwnClock = route({
  method: 'DELETE',
  path: '/own-clocks/:id',
  access: 'policies.write',
  summary: 'Start it no more; what it promised stays promised',
  params: ById,
});
