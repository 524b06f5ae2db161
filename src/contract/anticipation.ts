import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

const Name = Type.Object({ id: Id, name: Type.String() });
const closed = { additionalProperties: false };
const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 50 });

/** Who will meet it: customers for whom any of these holds and who have not met it yet. */
export const AnticipationRule = Type.Object(
  {
    /** Tags of the customer. */
    tags: Type.Optional(Tags),
    organisationIds: Type.Optional(Type.Array(Id, { maxItems: 200 })),
    /** A field of one's own with this value. */
    field: Type.Optional(
      Type.Object(
        {
          key: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
          value: Type.String({ minLength: 1, maxLength: 300 }),
        },
        closed,
      ),
    ),
    /** Bought something whose description has these words. */
    purchased: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
    /** Had a case with one of these tags. */
    caseTags: Type.Optional(Tags),
    /** Had a case whose subject has one of these words. */
    words: Type.Optional(Type.Array(Type.String({ minLength: 3, maxLength: 80 }), { maxItems: 20 })),
    /** Purchases and cases of so many days count. */
    sinceDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 1095, default: 365 })),
  },
  closed,
);
export type AnticipationRule = Static<typeof AnticipationRule>;

export const NoticeText = Type.Object(
  { subject: Line, text: Type.String({ minLength: 1, maxLength: 8000, pattern: '\\S' }) },
  closed,
);
const Texts = Type.Record(Type.String({ pattern: '^(en|de|es|fr|pt)$' }), NoticeText);

const Rate = Type.Object({ n: Type.Integer(), contacts: Type.Integer(), share: ShareFigure });

export const Anticipation = Type.Object({
  id: Id,
  title: Type.String(),
  problem: Nullable(Type.Object({ id: Id, number: Type.Integer(), title: Type.String(), state: Type.String() })),
  rule: AnticipationRule,
  state: OneOf(['draft', 'running', 'stopped', 'ended'] as const),
  stoppedBecause: Nullable(OneOf(['problem-solved', 'by-hand', 'window-over'] as const)),
  texts: Texts,
  heldShare: Type.Number(),
  windowDays: Type.Integer(),
  quietDays: Type.Integer(),
  exposed: Type.Integer(),
  notified: Type.Integer(),
  held: Type.Integer(),
  withheld: Type.Integer(),
  createdAt: Instant,
  startedAt: Nullable(Instant),
  endsAt: Nullable(Instant),
});
export type Anticipation = Static<typeof Anticipation>;

export const AnticipationInFull = Type.Object({
  ...Anticipation.properties,
  /** Why people get no notice, with how many. */
  withheldBecause: Type.Array(Type.Object({ because: Type.String(), n: Type.Integer() })),
  /** Contacts of those drawn to be told (whether or not a mail could go) and of those left alone. */
  told: Rate,
  left: Rate,
  /** Contacts avoided per 100 people told, with its 95 % interval. */
  avoidedPer100: Nullable(Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() })),
  say: OneOf(['nothing-yet', 'too-early', 'avoids', 'causes', 'open'] as const),
});
export type AnticipationInFull = Static<typeof AnticipationInFull>;

export const ExposedPerson = Type.Object({
  customer: Name,
  because: OneOf(['tag', 'organisation', 'field', 'purchase', 'case-tag', 'words'] as const),
  language: Nullable(Type.String()),
});
export type ExposedPerson = Static<typeof ExposedPerson>;

export const listAnticipations = route({
  method: 'GET',
  path: '/anticipations',
  access: 'improvement.read',
  summary: 'Notices to those who will meet a difficulty next, newest first',
  query: Type.Object({ ...PageQuery, problemId: Type.Optional(Id) }),
  reply: Page(Anticipation),
});

export const readAnticipation = route({
  method: 'GET',
  path: '/anticipations/:id',
  access: 'improvement.read',
  summary: 'One notice, and how many contacts it has avoided',
  params: ById,
  reply: AnticipationInFull,
});

export const previewExposed = route({
  method: 'POST',
  path: '/anticipations/exposed',
  access: 'improvement.read',
  summary: 'Who would meet it by a rule: how many, and the first as examples; nothing is sent or kept',
  body: Type.Object({ rule: AnticipationRule, problemId: Type.Optional(Id) }, closed),
  reply: Type.Object({
    n: Type.Integer(),
    more: Type.Boolean({ description: 'There are more than can be told at once' }),
    examples: Type.Array(ExposedPerson),
  }),
});

export const draftAnticipation = route({
  method: 'POST',
  path: '/anticipations',
  access: 'improvement.write',
  summary: 'Draft a notice: from a known error with its workaround, with a rule and words proposed; or from a pattern',
  body: Type.Object(
    {
      problemId: Type.Optional(Id),
      title: Type.Optional(Line),
      rule: Type.Optional(AnticipationRule),
      texts: Type.Optional(Texts),
    },
    closed,
  ),
  reply: AnticipationInFull,
});

export const changeAnticipation = route({
  method: 'PATCH',
  path: '/anticipations/:id',
  access: 'improvement.write',
  summary: 'Change a draft: the rule, the words, how many are left alone, for how long it counts',
  params: ById,
  body: Type.Object(
    {
      title: Type.Optional(Line),
      rule: Type.Optional(AnticipationRule),
      texts: Type.Optional(Texts),
      heldShare: Type.Optional(Type.Number({ minimum: 0.1, maximum: 0.9 })),
      windowDays: Type.Optional(Type.Integer({ minimum: 3, maximum: 180 })),
      quietDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 90 })),
    },
    closed,
  ),
  reply: AnticipationInFull,
});

export const startAnticipation = route({
  method: 'POST',
  path: '/anticipations/:id/start',
  access: 'improvement.write',
  summary: 'Draw by lot who is told and who is left alone, and send',
  params: ById,
  body: Type.Object({}, closed),
  reply: AnticipationInFull,
});

export const stopAnticipation = route({
  method: 'POST',
  path: '/anticipations/:id/stop',
  access: 'improvement.write',
  summary: 'Send no more of it',
  params: ById,
  body: Type.Object({}, closed),
  reply: AnticipationInFull,
});
