import { Type, type Static } from 'typebox';
import { caseKinds, priorities } from '../domain/cases/words.ts';
import { type Language, languages } from '../domain/languages.ts';
import { Case } from './cases.ts';
import { FieldCondition, GivenValues } from './fields.ts';
import { route } from './route.ts';
import { ById, Email, Id, Instant, Line, Nullable, OneOf } from './shapes.ts';

export const formAudiences = ['public', 'customers', 'staff'] as const;
export const formStates = ['draft', 'live', 'retired'] as const;

const closed = { additionalProperties: false };
const Key = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' });
const Short = Type.String({ maxLength: 200 });
const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), { maxItems: 30 });

/** How one question is put in one language; what is missing is said as the field says it. */
const QuestionTexts = Type.Object(
  {
    label: Type.Optional(Short),
    help: Type.Optional(Type.String({ maxLength: 500 })),
    /** Words for the field's choices; the values stay as they are. */
    choices: Type.Optional(Type.Record(Type.String({ maxLength: 120 }), Short, { maxProperties: 200 })),
  },
  closed,
);

/** A form in one language. */
export const FormTexts = Type.Object(
  {
    title: Line,
    intro: Type.Optional(Type.String({ maxLength: 2000 })),
    /** Said once it was sent. */
    thanks: Type.Optional(Type.String({ maxLength: 2000 })),
    /** How the box for words is called; without it: what happened, or what would you like to know? */
    ask: Type.Optional(Short),
    questions: Type.Optional(Type.Record(Key, QuestionTexts, { maxProperties: 50 })),
  },
  closed,
);

const Texts = Type.Object(
  Object.fromEntries(languages.map((language) => [language, Type.Optional(FormTexts)])) as Record<
    Language,
    ReturnType<typeof Type.Optional<typeof FormTexts>>
  >,
  closed,
);

/** A question of a form: a field of cases. */
export const FormQuestion = Type.Object(
  {
    field: Key,
    required: Type.Boolean(),
    /** Asked on this form only when another of its questions has one of these values. */
    showWhen: Nullable(FieldCondition),
  },
  closed,
);

/** What every form can ask besides fields. */
export const FormAsks = Type.Object(
  {
    /** Without it the case is called as the form. */
    subject: Type.Boolean(),
    text: OneOf(['required', 'optional', 'no']),
    /** What "solved" would look like. */
    wish: Type.Boolean(),
    files: Type.Boolean(),
  },
  closed,
);

/** What is to be done once this is asked for: a task of the case. */
export const FormStep = Type.Object(
  {
    what: Line,
    assigneeId: Nullable(Id),
    /** Due so many hours after it was asked for. */
    afterHours: Nullable(Type.Integer({ minimum: 1, maximum: 8760 })),
  },
  closed,
);

const given = {
  kind: OneOf(caseKinds),
  audience: OneOf(formAudiences),
  language: OneOf(languages),
  texts: Texts,
  questions: Type.Array(FormQuestion, { maxItems: 50 }),
  asks: FormAsks,
  teamId: Nullable(Id),
  tags: Tags,
  priority: OneOf(priorities),
  /** Stands in the catalogue of what can be asked for. */
  catalogue: Type.Boolean(),
  /** Working days it usually takes. */
  expectedDays: Nullable(Type.Integer({ minimum: 0, maximum: 365 })),
  steps: Type.Array(FormStep, { maxItems: 50 }),
};

export const Form = Type.Object({
  id: Id,
  slug: Type.String(),
  state: OneOf(formStates),
  ...given,
  position: Type.Integer(),
  changedAt: Instant,
  /** Its public address; null for forms of staff. */
  url: Nullable(Type.String()),
});
export type Form = Static<typeof Form>;

const Slug = Type.String({ pattern: '^[a-z0-9-]{1,80}$' });
const optional = Object.fromEntries(Object.entries(given).map(([key, schema]) => [key, Type.Optional(schema)])) as {
  [K in keyof typeof given]: ReturnType<typeof Type.Optional<(typeof given)[K]>>;
};

export const listForms = route({
  method: 'GET',
  path: '/forms',
  access: 'cases.read',
  summary: 'Forms in their order; drafts and retired ones only for whoever may change settings',
  query: Type.Object({ state: Type.Optional(OneOf(formStates)) }),
  reply: Type.Array(Form),
});

export const readForm = route({
  method: 'GET',
  path: '/forms/:id',
  access: 'cases.read',
  summary: 'One form',
  params: ById,
  reply: Form,
});

export const createForm = route({
  method: 'POST',
  path: '/forms',
  access: 'settings.manage',
  summary: 'Make a form; a draft until it is set live',
  body: Type.Object(
    {
      ...optional,
      texts: Texts,
      language: given.language,
      slug: Type.Optional(Slug),
      state: Type.Optional(OneOf(formStates)),
    },
    closed,
  ),
  reply: Form,
});

export const changeForm = route({
  method: 'PATCH',
  path: '/forms/:id',
  access: 'settings.manage',
  summary: 'Change a form, set it live or retire it, or give it another place',
  params: ById,
  body: Type.Object(
    {
      ...optional,
      slug: Type.Optional(Slug),
      state: Type.Optional(OneOf(formStates)),
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    },
    closed,
  ),
  reply: Form,
});

/** What visits of a form came to. Whoever neither read nor sent leaves no trace and is not counted. */
export const FormFigures = Type.Object({
  since: Instant,
  /** Sent without reading an article first. */
  sent: Type.Integer(),
  /** Read an article and sent the form all the same. */
  readAndSent: Type.Integer(),
  /** Read an article and did not send the form within a day. We do not know whether it helped. */
  readAndNotSent: Type.Integer(),
  /** Read within the last day and not sent yet: too early to say. */
  readAndOpen: Type.Integer(),
});

export const readFormFigures = route({
  method: 'GET',
  path: '/forms/:id/figures',
  access: 'cases.read',
  summary: 'How often a form was sent within 90 days, and how often an article was read instead',
  params: ById,
  reply: FormFigures,
});

export const sendForm = route({
  method: 'POST',
  path: '/forms/:id/cases',
  access: 'cases.write',
  summary: 'Open a case through a form for a customer: with its fields, team, tags and steps',
  params: ById,
  body: Type.Object(
    {
      customerId: Type.Optional(Id),
      customer: Type.Optional(
        Type.Object(
          { name: Line, email: Type.Optional(Email), phone: Type.Optional(Type.String({ maxLength: 40 })) },
          closed,
        ),
      ),
      subject: Type.Optional(Line),
      text: Type.Optional(Type.String({ maxLength: 100_000 })),
      wish: Type.Optional(Type.String({ maxLength: 300 })),
      fields: Type.Optional(GivenValues),
      /** Files that whoever sends it has uploaded. */
      attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
    },
    closed,
  ),
  reply: Case,
});
