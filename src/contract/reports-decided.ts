import { Type, type Static } from 'typebox';
import { SeatQuote } from './decisions.ts';
import { RecordsLink } from './measures.ts';
import { route } from './route.ts';
import { Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const closed = { additionalProperties: false };
const Person = Type.Object({ id: Id, name: Type.String() });

/** Minutes in which whoever noted a decision may take it back. */
export const takeBackMinutes = 15;

/** What was decided after a figure. */
export const FigureDecision = Type.Object({
  id: Id,
  number: Type.Integer(),
  decided: Type.String(),
  by: Nullable(Person),
  at: Instant,
  /** What became of it, where somebody has looked. */
  outcome: Nullable(OneOf(['held', 'did-not-hold', 'cannot-tell'])),
});
export type FigureDecision = Static<typeof FigureDecision>;

/** A figure as it is told in words, and whom a decision after it would be about. */
export const FigureInWords = Type.Object({
  key: Type.String(),
  /** The last day counted. */
  to: Day,
  ask: Type.String(),
  answer: Type.String(),
  rests: Nullable(Type.String()),
  /** The last rows of what lies behind it; null where nothing is known. */
  table: Nullable(
    Type.Object({
      name: Type.String(),
      columns: Type.Array(Type.String()),
      rows: Type.Array(Type.Array(Nullable(Type.Union([Type.String(), Type.Number()])))),
    }),
  ),
  records: Type.Object({ link: RecordsLink, words: Type.String() }),
  /** What most customers say against how it is. */
  objection: Nullable(Type.Object({ ...SeatQuote.properties, saidBy: Type.Integer(), of: Type.Integer() })),
});
export type FigureInWords = Static<typeof FigureInWords>;

const key = Type.String({ maxLength: 100, description: 'As it is wished for: `kept`, or `survey:` and its id' });
const ByKey = Type.Object({ key }, closed);

export const readFigure = route({
  method: 'GET',
  path: '/reports/figures/:key',
  access: 'measures.read',
  summary: 'A figure that can be mailed, told in words up to yesterday, and whom a decision after it would be about',
  params: ByKey,
  reply: FigureInWords,
});

export const listDecidedAfter = route({
  method: 'GET',
  path: '/reports/figures/:key/decisions',
  access: 'measures.read',
  summary: 'What was decided after a figure, the newest first',
  params: ByKey,
  query: Type.Object(PageQuery),
  reply: Page(FigureDecision),
});

export const noteDecided = route({
  method: 'POST',
  path: '/reports/figures/:key/decisions',
  access: 'measures.read',
  summary: 'Note what you decided after a figure; whoever may read the figure may',
  params: ByKey,
  body: Type.Object(
    {
      decided: Line,
      /** What you say to whoever it is about. */
      seatAnswer: Type.String({ minLength: 1, maxLength: 5000, pattern: '\\S' }),
    },
    closed,
  ),
  reply: FigureDecision,
});

export const takeBackDecided = route({
  method: 'POST',
  path: '/reports/figures/:key/decisions/:id/take-back',
  access: 'measures.read',
  summary: 'Take back what you noted as decided, within a quarter of an hour',
  params: Type.Object({ key, id: Id }, closed),
  reply: Type.Object({ takenBack: Type.Boolean() }),
  status: 200,
});

export const listDecided = route({
  method: 'GET',
  path: '/reports/decided',
  access: 'measures.read',
  summary: 'Of each figure after which something was decided: what was decided last',
  reply: Type.Object({
    items: Type.Array(Type.Object({ key: Type.String(), title: Type.String(), latest: FigureDecision })),
  }),
});
