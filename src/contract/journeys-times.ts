import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Nullable, OneOf } from './shapes.ts';

/** By what passages are told apart when their times are compared. */
export const timeGroupings = ['none', 'passage', 'version', 'day', 'channel', 'segment', 'organisation'] as const;
export type TimeGrouping = (typeof timeGroupings)[number];

/**
 * Days from the start of a passage to the destination, for one group: share arrived by Kaplan and Meier, those on the way
 * censored, with the numbers still on the way under it.
 */
export const TimeGroup = Type.Object({
  key: Type.String({
    description: 'A version, a channel, an id, or `before`, `after`, `first`, `again`, `others`, `all`',
  }),
  name: Nullable(Type.String({ description: 'Of what has a name of its own' })),
  n: Type.Integer(),
  reached: Type.Integer(),
  median: Nullable(Type.Number()),
  low: Nullable(Type.Number()),
  high: Nullable(Type.Number()),
  compared: Type.Boolean({ description: 'Whether it holds enough to be part of the test' }),
  points: Type.Array(
    Type.Object({
      day: Type.Number(),
      share: Type.Number({ description: 'Arrived by then' }),
      low: Nullable(Type.Number()),
      high: Nullable(Type.Number()),
    }),
  ),
  atRisk: Type.Array(Type.Integer({ description: 'Still on the way just before each of `times`' })),
});
export type TimeGroup = Static<typeof TimeGroup>;

export const ComparedTimes = Type.Object({
  destination: Type.Object({ id: Id, name: Type.String(), journeyId: Id }),
  by: OneOf(timeGroupings),
  /** Of `by: day`. */
  day: Nullable(Type.String()),
  passages: Type.Integer({ description: 'The latest passages that were looked at' }),
  since: Nullable(Instant),
  /** Days under the picture. */
  times: Type.Array(Type.Number()),
  groups: Type.Array(TimeGroup),
  /** What could be compared, the largest first. */
  choices: Type.Array(Type.Object({ key: Type.String(), name: Nullable(Type.String()), n: Nullable(Type.Integer()) })),
  verdict: Type.Object({
    code: OneOf(['alone', 'unknown', 'no-detectable-difference', 'different'] as const),
    pValue: Nullable(Type.Number({ description: 'Of the log-rank test' })),
    chiSquare: Nullable(Type.Number()),
    degreesOfFreedom: Nullable(Type.Integer()),
  }),
});
export type ComparedTimes = Static<typeof ComparedTimes>;

export const compareTimesTo = route({
  method: 'GET',
  path: '/destinations/:id/times',
  access: 'journeys.read',
  summary:
    'How long it takes to a destination, by groups of passages, and whether they differ (Kaplan–Meier, log-rank); over the latest 5 000 passages',
  params: ById,
  query: Type.Object({
    by: Type.Optional(OneOf(timeGroupings)),
    day: Type.Optional(Day),
    keys: Type.Optional(
      Type.String({
        maxLength: 400,
        description: 'What is compared, separated by commas, six at most; else the largest',
      }),
    ),
  }),
  reply: ComparedTimes,
});
