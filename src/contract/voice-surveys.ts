import { Type, type Static } from 'typebox';
import { questionKinds } from '../domain/voice/questions.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const Programme = OneOf(['after-case', 'recovery', 'relational', 'destination', 'custom'] as const);
export const SurveyWay = OneOf(['mail', 'my', 'widget'] as const);

const Key = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' });
/** Words per language code; empty = the standard wording in the customer's language, where there is one. */
const Wording = Type.Record(Type.String({ maxLength: 10 }), Type.String({ maxLength: 300 }));

/** A question appears when an earlier one was answered like this. */
export const ShowWhen = Type.Object(
  {
    question: Key,
    is: Type.Optional(
      Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, description: 'One of these; yes or no' }),
    ),
    atLeast: Type.Optional(Type.Integer()),
    atMost: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);

/**
 * Standard keys have a formula: solved (yes/no) · rating 1–5 · likely 0–10 · easy 1–7 · word · why. Any other key is a question of
 * the company's own and names its kind.
 */
export const Question = Type.Object({
  key: Key,
  kind: Type.Optional(OneOf(questionKinds)),
  texts: Wording,
  optional: Type.Boolean(),
  from: Type.Optional(Type.Integer({ minimum: 0, maximum: 1 })),
  to: Type.Optional(Type.Integer({ minimum: 2, maximum: 10 })),
  /** What the ends of a scale mean. */
  low: Type.Optional(Wording),
  high: Type.Optional(Wording),
  choices: Type.Optional(Type.Array(Type.Object({ key: Key, texts: Wording }), { maxItems: 20 })),
  showWhen: Type.Optional(ShowWhen),
});
export type Question = Static<typeof Question>;

export const Theme = Type.Object(
  {
    colour: Type.Optional(
      Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'Of the buttons and the line on top' }),
    ),
    /** In the place of the company's name. */
    logo: Type.Optional(Type.String({ maxLength: 60 })),
    title: Type.Optional(Wording),
    thanks: Type.Optional(Wording),
  },
  { additionalProperties: false },
);

/** When enough is enough. */
export const Quota = Type.Object(
  {
    answers: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Stop after so many answers' })),
    perWeek: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Ask at most so many in seven days' }),
    ),
    perSegment: Type.Optional(
      Type.Array(
        Type.Object({ tag: Type.String({ minLength: 1, maxLength: 60 }), answers: Type.Integer({ minimum: 1 }) }),
        { maxItems: 50, description: 'Ask at most so many customers with a tag' },
      ),
    ),
  },
  { additionalProperties: false },
);

export const Survey = Type.Object({
  id: Id,
  programme: Programme,
  name: Type.String(),
  questions: Type.Array(Question),
  /** Counts up with each change of the questions; answers keep the version they were given to. */
  version: Type.Integer(),
  quietDays: Type.Integer({ description: 'Nobody is asked by this programme twice within so many days' }),
  active: Type.Boolean(),
  anonymous: Type.Boolean(),
  priority: Type.Integer(),
  way: SurveyWay,
  theme: Theme,
  quota: Quota,
  expiresDays: Type.Integer(),
  destinationId: Nullable(Id),
  waitHours: Type.Integer(),
  /** The public page, when there is one. */
  link: Nullable(Type.String()),
  fewest: Type.Integer(),
  createdAt: Instant,
});
export type Survey = Static<typeof Survey>;

const surveyFields = {
  name: Line,
  questions: Type.Array(Question, { minItems: 1, maxItems: 40 }),
  quietDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
  active: Type.Optional(Type.Boolean()),
  anonymous: Type.Optional(Type.Boolean({ description: 'May not be changed once there are answers' })),
  priority: Type.Optional(Type.Integer({ minimum: 1, maximum: 9, description: '1 is asked first' })),
  way: Type.Optional(SurveyWay),
  theme: Type.Optional(Theme),
  quota: Type.Optional(Quota),
  expiresDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  destinationId: Type.Optional(Nullable(Id)),
  waitHours: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 8760, description: 'After the destination was reached' }),
  ),
  /** Whether there is a public page that anybody with the address may answer. */
  openLink: Type.Optional(Type.Boolean()),
  fewest: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100, description: 'Groups smaller than this are not shown' }),
  ),
};

export const listSurveys = route({
  method: 'GET',
  path: '/surveys',
  access: 'voice.read',
  summary: 'What we ask, by name',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Survey),
});

export const readSurvey = route({
  method: 'GET',
  path: '/surveys/:id',
  access: 'voice.read',
  summary: 'One survey',
  params: ById,
  reply: Survey,
});

export const createSurvey = route({
  method: 'POST',
  path: '/surveys',
  access: 'surveys.write',
  summary: 'Make a survey',
  body: Type.Object(
    { ...surveyFields, programme: OneOf(['relational', 'destination', 'custom'] as const) },
    { additionalProperties: false },
  ),
  reply: Survey,
});

export const changeSurvey = route({
  method: 'PATCH',
  path: '/surveys/:id',
  access: 'surveys.write',
  summary: 'Change what is asked, how rarely, or whether at all; changed questions are a new version',
  params: ById,
  body: Type.Object(
    { ...surveyFields, name: Type.Optional(Line), questions: Type.Optional(surveyFields.questions) },
    { additionalProperties: false },
  ),
  reply: Survey,
});

/** A question as a customer reads it, in one language. */
export const WrittenQuestion = Type.Object({
  key: Type.String(),
  kind: OneOf(questionKinds),
  text: Type.String(),
  optional: Type.Boolean(),
  from: Type.Integer(),
  to: Type.Integer(),
  low: Type.String(),
  high: Type.String(),
  choices: Type.Array(Type.Object({ key: Type.String(), text: Type.String() })),
  showWhen: Nullable(ShowWhen),
});
export type WrittenQuestion = Static<typeof WrittenQuestion>;

export const previewSurvey = route({
  method: 'GET',
  path: '/surveys/:id/preview',
  access: 'voice.read',
  summary: 'The mail and the questions as a customer gets them; nothing is sent',
  params: ById,
  query: Type.Object({
    language: Type.Optional(Type.String({ maxLength: 10 })),
    /** As this one would get it, by name and, where none is told, in his language. */
    customerId: Type.Optional(Id),
  }),
  reply: Type.Object({ subject: Type.String(), text: Type.String(), questions: Type.Array(WrittenQuestion) }),
});

export const testSurvey = route({
  method: 'POST',
  path: '/surveys/:id/test',
  access: 'surveys.write',
  summary: 'Send the mail to yourself; its page shows everything and keeps nothing',
  params: ById,
  perMinute: 10,
  body: Type.Object({ language: Type.Optional(Type.String({ maxLength: 10 })) }, { additionalProperties: false }),
  reply: Type.Object({ to: Type.String(), url: Type.String() }),
});

export const listSurveyVersions = route({
  method: 'GET',
  path: '/surveys/:id/versions',
  access: 'voice.read',
  summary: 'Earlier questions of a survey, the latest first, with how many answered each',
  params: ById,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        version: Type.Integer(),
        questions: Type.Array(Question),
        madeBy: Nullable(Type.String()),
        madeAt: Instant,
        answers: Type.Integer(),
      }),
    ),
  }),
});
