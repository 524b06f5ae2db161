import { Type, type Static, type TSchema } from 'typebox';

/** Shapes that every room uses. Instants travel as RFC 3339 in UTC, days as `YYYY-MM-DD`, identifiers as UUID. */
export const Id = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Email = Type.String({ format: 'email', maxLength: 320 });
/** One line of text that a person typed. */
export const Line = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' });
/** Longer text that a person typed. */
export const Text = Type.String({ maxLength: 100_000 });

/** One of a few words, as a JSON Schema enum. */
export const OneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Parameters of addresses that name one record. */
export const ById = Type.Object({ id: Id }, { additionalProperties: false });

/** How every list is asked for: at most 200 rows, and the cursor that the page before gave. */
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
};

/** How every list answers: the rows, and the cursor of the next page or null at the end. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Nullable(Type.String()) });

/** A problem after RFC 9457, with our stable code and the fields concerned. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  fields: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
  requestId: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;

/** A share with what makes it honest: how many of how many, its interval, and how it may be shown (METHODS: figures). */
export const ShareFigure = Type.Object({
  k: Type.Integer(),
  n: Type.Integer(),
  share: Nullable(Type.Number()),
  low: Nullable(Type.Number()),
  high: Nullable(Type.Number()),
  /** How much may be said: nothing known, only the count, k of n with the interval, or the share itself. */
  say: OneOf(['unknown', 'count', 'k-of-n', 'share', 'not-enough']),
});
export type ShareFigure = Static<typeof ShareFigure>;
