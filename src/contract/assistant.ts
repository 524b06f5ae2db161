import { Type, type Static } from 'typebox';
import { assistantTasks } from '../domain/assistant/tasks.ts';
import { troubles } from '../domain/assistant/resting.ts';
import { route } from './route.ts';
import { Day, Id, Instant, Nullable, OneOf } from './shapes.ts';

/** What the assistant may be asked about, and for whom it is not. Off until somebody switches it on. */
export const AssistantSettings = Type.Object({
  on: Type.Boolean(),
  reads: Type.Array(OneOf(assistantTasks), { uniqueItems: true }),
  /** Of the cases of these teams nothing leaves the house. */
  teamsOff: Type.Array(Id, { uniqueItems: true, maxItems: 500 }),
});
export type AssistantSettings = Static<typeof AssistantSettings>;

const AssistantDay = Type.Object({
  day: Day,
  asked: Type.Integer(),
  answered: Type.Integer(),
  failed: Type.Integer(),
  /** Not asked, because the case, its team or its customer is not to leave the house. */
  heldBack: Type.Integer(),
});

export const readAssistant = route({
  method: 'GET',
  path: '/assistant',
  access: 'settings.manage',
  summary: 'Whether an assistant is set up, what it may read, how it stands, and what it was asked in the last 14 days',
  reply: Type.Object({
    ...AssistantSettings.properties,
    /** Null where none is named in the settings of the server. */
    endpoint: Nullable(Type.Object({ host: Type.String(), model: Type.String() })),
    /** The server it was switched on for, where the settings now name another or none: it is off until somebody says so. */
    onFor: Nullable(Type.String()),
    state: OneOf(['unset', 'off', 'untried', 'answering', 'failing', 'resting']),
    restingUntil: Nullable(Instant),
    /** What was last in the way, and when. */
    trouble: Nullable(Type.Object({ code: OneOf(troubles), at: Instant })),
    answeredAt: Nullable(Instant),
    days: Type.Array(AssistantDay),
  }),
});

export const changeAssistant = route({
  method: 'PATCH',
  path: '/assistant',
  access: 'settings.manage',
  summary: 'Switch the assistant on or off, and say what it reads and for which teams it does not',
  body: Type.Partial(AssistantSettings, { additionalProperties: false }),
  reply: readAssistant.reply,
});

export const tryAssistant = route({
  method: 'POST',
  path: '/assistant/trial',
  access: 'settings.manage',
  summary: 'Ask the assistant one made-up question now, also while it rests',
  reply: Type.Object({
    answered: Type.Boolean(),
    trouble: Nullable(OneOf([...troubles, 'unset', 'busy'])),
    milliseconds: Type.Integer(),
  }),
  status: 200,
  perMinute: 10,
  onlyAsks: true,
});
