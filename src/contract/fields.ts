import { Type, type Static } from 'typebox';
import { caseKinds } from '../domain/cases/words.ts';
import { requiredTimes } from '../domain/fields/asking.ts';
import { fieldKinds, fieldOwners } from '../domain/fields/values.ts';
import { route } from './route.ts';
import { ById, Id, Line, Nullable, OneOf } from './shapes.ts';

export const FieldKind = OneOf(fieldKinds);
export const FieldOwner = OneOf(fieldOwners);

/** Values by the key of their field. Text, number, true or false, or several choices. */
export const FieldValues = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())]),
);
/** What is sent: null takes a value away; the definition decides what fits. */
export const GivenValues = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { maxProperties: 200 });

/** Another field, by its key, that must have one of these values; yes and no are `true` and `false`. */
export const FieldCondition = Type.Object(
  {
    field: Type.String({ minLength: 1, maxLength: 40 }),
    is: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { minItems: 1, maxItems: 50 }),
  },
  { additionalProperties: false },
);
const Kinds = Type.Array(OneOf(caseKinds), { maxItems: caseKinds.length, uniqueItems: true });

/** A field of one's own. `key` names its values in the API and never changes. */
export const Field = Type.Object({
  id: Id,
  appliesTo: FieldOwner,
  key: Type.String(),
  name: Type.String(),
  kind: FieldKind,
  choices: Type.Array(Type.String()),
  help: Type.String(),
  required: Type.Boolean(),
  /** Values are found by the search. */
  searchable: Type.Boolean(),
  position: Type.Integer(),
  /** No longer asked for; what was noted stays readable. */
  retired: Type.Boolean(),
  /** Of cases: the kinds it is asked of; none named: all. */
  kinds: Kinds,
  /** Of cases: asked only when this holds. */
  showWhen: Nullable(FieldCondition),
  /** Of cases: when a required field must be filled in; mail that comes in waits for nothing. */
  requiredAt: OneOf(requiredTimes),
});
export type Field = Static<typeof Field>;

const Choices = Type.Array(Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }), { maxItems: 200 });
const Help = Type.String({ maxLength: 500 });

export const listFields = route({
  method: 'GET',
  path: '/fields',
  access: 'customers.read',
  summary: 'Fields of your own for customers, organisations and cases, in their order',
  query: Type.Object({ appliesTo: Type.Optional(FieldOwner), retired: Type.Optional(Type.Boolean()) }),
  reply: Type.Array(Field),
});

export const createField = route({
  method: 'POST',
  path: '/fields',
  access: 'settings.manage',
  summary: 'Add a field; its key is made of its name unless given',
  body: Type.Object(
    {
      appliesTo: FieldOwner,
      name: Line,
      key: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })),
      kind: FieldKind,
      choices: Type.Optional(Choices),
      help: Type.Optional(Help),
      required: Type.Optional(Type.Boolean()),
      searchable: Type.Optional(Type.Boolean()),
      kinds: Type.Optional(Kinds),
      showWhen: Type.Optional(Nullable(FieldCondition)),
      requiredAt: Type.Optional(OneOf(requiredTimes)),
    },
    { additionalProperties: false },
  ),
  reply: Field,
});

export const changeField = route({
  method: 'PATCH',
  path: '/fields/:id',
  access: 'settings.manage',
  summary: 'Change name, choices, help or rules of a field, its place, or retire it; kind and key stay',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      choices: Type.Optional(Choices),
      help: Type.Optional(Help),
      required: Type.Optional(Type.Boolean()),
      searchable: Type.Optional(Type.Boolean()),
      kinds: Type.Optional(Kinds),
      showWhen: Type.Optional(Nullable(FieldCondition)),
      requiredAt: Type.Optional(OneOf(requiredTimes)),
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
      retired: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Field,
});
