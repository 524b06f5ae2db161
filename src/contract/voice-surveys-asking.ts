import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** Why somebody is not asked, as a code, as a sentence, and until when. */
export const AskOutcome = Type.Object({
  invitationId: Id,
  state: OneOf(['sent', 'withheld'] as const),
  withheldBecause: Nullable(Type.String()),
  withheldReason: Nullable(Type.String()),
  withheldUntil: Nullable(Instant),
  /** For the way "link": the page of this one person. Shown once. */
  url: Nullable(Type.String()),
});
export type AskOutcome = Static<typeof AskOutcome>;

export const askCustomer = route({
  method: 'POST',
  path: '/surveys/:id/invitations',
  access: 'surveys.write',
  summary: 'Ask one customer, or learn why he is not asked; the frequency rule holds here as everywhere',
  params: ById,
  body: Type.Object(
    {
      customerId: Id,
      way: Type.Optional(OneOf(['mail', 'my', 'widget', 'link'] as const)),
    },
    { additionalProperties: false },
  ),
  reply: AskOutcome,
});

export const Wave = Type.Object({
  id: Id,
  surveyId: Id,
  name: Type.String(),
  startsAt: Instant,
  state: OneOf(['planned', 'drawn', 'called-off'] as const),
  /** With this seed anybody draws the same people again. */
  seed: Type.String(),
  share: Type.Number(),
  strata: OneOf(['none', 'language', 'organisation', 'channel', 'vip'] as const),
  perStratum: Nullable(Type.Integer()),
  tag: Nullable(Type.String()),
  activeDays: Type.Integer(),
  everyDays: Nullable(Type.Integer()),
  eligible: Nullable(Type.Integer()),
  drawn: Nullable(Type.Integer()),
  counts: Type.Array(Type.Object({ stratum: Type.String(), eligible: Type.Integer(), drawn: Type.Integer() })),
  drawnAt: Nullable(Instant),
});
export type Wave = Static<typeof Wave>;

const waveFields = {
  share: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: 'Of those who could be asked' }),
  strata: Type.Optional(Wave.properties.strata),
  perStratum: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  tag: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  activeDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
};

export const listWaves = route({
  method: 'GET',
  path: '/surveys/:id/waves',
  access: 'voice.read',
  summary: 'Waves of a survey, the latest first',
  params: ById,
  query: Type.Object({ ...PageQuery }),
  reply: Page(Wave),
});

export const planWave = route({
  method: 'POST',
  path: '/surveys/:id/waves',
  access: 'surveys.write',
  summary: 'Plan a wave: a random share of the customers, or so many of each stratum, drawn by a seed at one time',
  params: ById,
  body: Type.Object(
    {
      ...waveFields,
      name: Line,
      startsAt: Instant,
      seed: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
      everyDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    },
    { additionalProperties: false },
  ),
  reply: Wave,
});

export const callOffWave = route({
  method: 'POST',
  path: '/surveys/waves/:id/call-off',
  access: 'surveys.write',
  summary: 'Call a wave off: whoever was not asked yet is not asked',
  params: ById,
  reply: Wave,
});

export const readWidgetAsk = route({
  method: 'POST',
  path: '/widget/asks',
  access: 'public',
  summary: 'What we would like to ask the proven visitor of a widget, if anything; never while he waits for help',
  perMinute: 30,
  body: Type.Object({}, { additionalProperties: false }),
  reply: Type.Object({ ask: Nullable(Type.Object({ title: Type.String(), url: Type.String() })) }),
});
