import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** Local hours `[from, to)` as `HH:MM`; `to` may be `24:00`. A night shift is two intervals. */
export const OpenInterval = Type.Object(
  {
    from: Type.String({ pattern: '^\\d{2}:\\d{2}$' }),
    to: Type.String({ pattern: '^\\d{2}:\\d{2}$' }),
  },
  { additionalProperties: false },
);
const DayHours = Type.Array(OpenInterval, { maxItems: 24 });

/** ISO weekdays, '1' is Monday; an empty list is a closed day. */
export const OpenWeek = Type.Object(
  { '1': DayHours, '2': DayHours, '3': DayHours, '4': DayHours, '5': DayHours, '6': DayHours, '7': DayHours },
  { additionalProperties: false },
);

/** What holds on one date instead of its weekday: no intervals is a holiday, some are a half day or an opening. */
export const OpenException = Type.Object(
  { date: Day, name: Line, intervals: DayHours },
  { additionalProperties: false },
);

export const Calendar = Type.Object({
  id: Id,
  name: Type.String(),
  zone: Type.String({ description: 'IANA time zone; all hours are local to it' }),
  week: OpenWeek,
  exceptions: Type.Array(OpenException),
  holidayRegion: Nullable(Type.String({ description: 'Where its holidays were last imported from, e.g. DE-BY' })),
  isDefault: Type.Boolean(),
  version: Type.Integer({ description: 'Rises with every change; promises name the version they are counted by' }),
  changedAt: Instant,
});
export type Calendar = Static<typeof Calendar>;

export const listCalendars = route({
  method: 'GET',
  path: '/calendars',
  access: 'people.read',
  summary: 'Calendars of open hours, by name',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Calendar),
});

export const readCalendar = route({
  method: 'GET',
  path: '/calendars/:id',
  access: 'people.read',
  summary: 'One calendar; an earlier version when asked',
  params: ById,
  query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })) }),
  reply: Calendar,
});

export const createCalendar = route({
  method: 'POST',
  path: '/calendars',
  access: 'policies.write',
  summary: 'Make a calendar',
  body: Type.Object(
    {
      name: Line,
      zone: Type.String({ minLength: 1, maxLength: 60 }),
      week: OpenWeek,
      exceptions: Type.Optional(Type.Array(OpenException, { maxItems: 2000 })),
      isDefault: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Calendar,
});

export const changeCalendar = route({
  method: 'PATCH',
  path: '/calendars/:id',
  access: 'policies.write',
  summary: 'Change a calendar; running promises are counted again where their policy says so',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      zone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
      week: Type.Optional(OpenWeek),
      exceptions: Type.Optional(Type.Array(OpenException, { maxItems: 2000 })),
      isDefault: Type.Optional(Type.Literal(true)),
    },
    { additionalProperties: false },
  ),
  reply: Calendar,
});

export const deleteCalendar = route({
  method: 'DELETE',
  path: '/calendars/:id',
  access: 'policies.write',
  summary: 'Remove a calendar that nothing uses',
  params: ById,
});

export const importHolidays = route({
  method: 'POST',
  path: '/calendars/:id/holidays',
  access: 'policies.write',
  summary: 'Add the public holidays of a country or region; dates that have an entry keep theirs',
  params: ById,
  body: Type.Object(
    {
      country: Type.String({ pattern: '^[A-Z]{2}$' }),
      region: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 20 }))),
      fromYear: Type.Integer({ minimum: 1970, maximum: 2200 }),
      toYear: Type.Integer({ minimum: 1970, maximum: 2200 }),
      language: Type.Optional(Type.String({ minLength: 2, maxLength: 10 })),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ calendar: Calendar, added: Type.Integer() }),
});

const Piece = Type.Object({ from: Instant, to: Instant });

/** One local day of the way from start to due: what was open, what counted, what was paused, what will count, and why. */
export const ExplainedDay = Type.Object({
  date: Day,
  open: Type.Array(Piece),
  counted: Type.Array(Piece),
  paused: Type.Array(Type.Object({ from: Instant, to: Instant, reason: Nullable(Type.String()) })),
  willCount: Type.Array(Piece),
  countedMinutes: Type.Number({ description: 'Minutes of this day that count, those to come included' }),
  soFarMinutes: Type.Number({ description: 'The same up to and including this day' }),
  notes: Type.Array(
    Type.Object({
      code: OneOf([
        'from',
        'until',
        'full_day',
        'half_day',
        'special_opening',
        'closed',
        'holiday',
        'clocks_forward',
        'clocks_back',
        'paused',
      ]),
      values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    }),
  ),
});

/** Why a clock is due when it is. */
export const Explanation = Type.Object({
  zone: Type.String(),
  calendar: Nullable(Type.Object({ id: Id, name: Type.String(), version: Type.Integer() })),
  targetMinutes: Nullable(Type.Number({ description: 'Open minutes promised; null when the very hour was promised' })),
  startedAt: Instant,
  dueAt: Nullable(Instant),
  endedAt: Nullable(Instant),
  days: Type.Array(ExplainedDay),
});
export type Explanation = Static<typeof Explanation>;

export const previewDeadline = route({
  method: 'POST',
  path: '/calendars/:id/preview',
  access: 'people.read',
  summary: 'When so many open minutes from a moment are over, day by day',
  params: ById,
  body: Type.Object(
    { from: Type.Optional(Instant), minutes: Type.Integer({ minimum: 1, maximum: 2_000_000 }) },
    { additionalProperties: false },
  ),
  reply: Type.Object({ dueAt: Instant, explanation: Explanation }),
});
