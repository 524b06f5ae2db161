import { Type, type Static } from 'typebox';
import { caseSorts } from '../domain/cases/words.ts';
import { CaseFilter } from './cases.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

export const Export = Type.Object({
  id: Id,
  state: OneOf(['waiting', 'running', 'done', 'failed', 'expired'] as const),
  /** Rows written, and how many there are about. */
  done: Type.Integer(),
  total: Type.Integer(),
  /** What is being written now. */
  what: Type.String(),
  size: Nullable(Type.Integer()),
  sha256: Nullable(Type.String()),
  error: Nullable(Type.String()),
  createdBy: Nullable(Type.Object({ id: Id, name: Type.String() })),
  createdAt: Instant,
  endedAt: Nullable(Instant),
  expiresAt: Nullable(Instant),
  fetched: Type.Integer(),
});
export type Export = Static<typeof Export>;

export const startExport = route({
  method: 'POST',
  path: '/exports',
  access: 'data.export',
  summary: 'Write everything as JSON lines and files into one archive, in the background',
  reply: Export,
});

export const listExports = route({
  method: 'GET',
  path: '/exports',
  access: 'data.export',
  summary: 'Exports, the newest first',
  query: Type.Object(PageQuery),
  reply: Page(Export),
});

export const fetchExport = route({
  method: 'GET',
  path: '/exports/:id/archive.tar',
  access: 'data.export',
  summary: 'The archive, until it expires; each fetch is recorded',
  params: ById,
  reply: Type.Any(),
});

export const removeExport = route({
  method: 'DELETE',
  path: '/exports/:id',
  access: 'data.export',
  summary: 'Remove an archive before it expires',
  params: ById,
});

export const tabulateCases = route({
  method: 'GET',
  path: '/exports/cases.csv',
  access: 'cases.read',
  summary: 'The cases you may see, filtered as in the list, as CSV',
  query: Type.Object({ ...CaseFilter, sort: Type.Optional(OneOf(caseSorts)) }),
  reply: Type.Any(),
  perMinute: 10,
});

export const tabulateCustomers = route({
  method: 'GET',
  path: '/exports/customers.csv',
  access: 'customers.read',
  summary: 'Customers, filtered as in the list, as CSV',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 200 })),
    organisationId: Type.Optional(Id),
    vip: Type.Optional(Type.Boolean()),
  }),
  reply: Type.Any(),
  perMinute: 10,
});

export const tabulateAnswers = route({
  method: 'GET',
  path: '/exports/answers.csv',
  access: 'voice.read',
  summary:
    'What customers answered, filtered as in the list, as CSV; of one survey with a column for each question of its own. Answers without a name are in the results alone',
  query: Type.Object({
    surveyId: Type.Optional(Id),
    customerId: Type.Optional(Id),
    bad: Type.Optional(Type.Boolean()),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
  }),
  reply: Type.Any(),
  perMinute: 10,
});
