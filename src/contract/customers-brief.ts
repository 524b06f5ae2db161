import { Type, type Static } from 'typebox';
import { expectationAspects } from '../domain/customers/expectations.ts';
import { briefQuestions } from '../domain/customers/brief.ts';
import { Brief } from './customers.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Nullable, OneOf, ShareFigure } from './shapes.ts';

const Question = OneOf(briefQuestions);
const Person = Type.Object({ id: Id, name: Type.String() });

export const readNextQuestion = route({
  method: 'GET',
  path: '/customers/:id/brief/next',
  access: 'customers.read',
  summary:
    'What to ask this customer next in a case of a kind, worded in his language; null when all is known and fresh',
  params: ById,
  query: Type.Object({ kind: Type.Optional(OneOf(['incident', 'request', 'question', 'complaint', 'compliment'])) }),
  reply: Type.Object({
    next: Nullable(
      Type.Object({
        question: Question,
        because: OneOf(['unknown', 'stale']),
        /** Whether it suits this kind of case. */
        fits: Type.Boolean(),
        wording: Type.String(),
        language: Type.String(),
      }),
    ),
  }),
});

export const takeBackAnswer = route({
  method: 'DELETE',
  path: '/customers/:id/brief/:question/:answerId',
  access: 'customers.write',
  summary:
    'Take back an answer of the brief that was noted wrongly; where it was the current one, the one before counts again',
  params: Type.Object({ id: Id, question: Question, answerId: Id }, { additionalProperties: false }),
  reply: Brief,
});

export const readBriefCoverage = route({
  method: 'GET',
  path: '/brief/coverage',
  access: 'customers.read',
  summary: 'How much of the briefs is known: of everybody, one organisation, or one segment; the newest 500 customers',
  query: Type.Object({ organisationId: Type.Optional(Id), segmentId: Type.Optional(Id) }),
  reply: Type.Object({
    customers: Type.Integer(),
    /** Answers known and fresh, of eight for each customer. */
    known: ShareFigure,
    stale: Type.Integer(),
    questions: Type.Array(Type.Object({ question: Question, known: ShareFigure, stale: Type.Integer() })),
    /** Those we know least, at most twenty. */
    least: Type.Array(Type.Object({ customer: Person, known: Type.Integer(), stale: Type.Integer() })),
  }),
});

const Said = Type.Object({
  value: Type.String(),
  by: OneOf(['customer', 'staff']),
  person: Nullable(Person),
  at: Instant,
});

/** One thing a customer expects of how we serve him: what counts, who said so, and what his behaviour tells. */
export const Expectation = Type.Object({
  aspect: OneOf(expectationAspects),
  /** What counts now: his own word, else ours, else what was learned; null when nobody knows. */
  value: Nullable(Type.String()),
  from: Nullable(OneOf(['customer', 'staff', 'learned'])),
  said: Type.Array(Said),
  learned: Nullable(
    Type.Object({
      value: Type.String(),
      confidence: OneOf(['weak', 'fair', 'strong']),
      k: Type.Integer(),
      n: Type.Integer(),
      quote: Nullable(Type.String()),
    }),
  ),
});
export type Expectation = Static<typeof Expectation>;

export const readExpectations = route({
  method: 'GET',
  path: '/customers/:id/expectations',
  access: 'customers.read',
  summary: 'Fast or thorough, channel, language, formality, and every how many days he wants to be told',
  params: ById,
  reply: Type.Object({ items: Type.Array(Expectation) }),
});

export const setExpectation = route({
  method: 'PUT',
  path: '/customers/:id/expectations/:aspect',
  access: 'customers.write',
  summary:
    'Note what a customer expects, or take the note back with null; what he says himself on his page counts more',
  params: Type.Object({ id: Id, aspect: OneOf(expectationAspects) }, { additionalProperties: false }),
  body: Type.Object({ value: Nullable(Type.String({ minLength: 1, maxLength: 20 })) }, { additionalProperties: false }),
  reply: readExpectations.reply,
});
