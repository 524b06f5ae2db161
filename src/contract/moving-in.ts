import { Type, type Static } from 'typebox';
import { importSources } from '../domain/moving/words.ts';
import { caseKinds, caseStates, priorities } from '../domain/cases/words.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Count = Type.Object({ word: Type.String(), count: Type.Integer() });
const Words = <const T extends readonly string[]>(values: T) =>
  Type.Record(Type.String({ maxLength: 200 }), OneOf(values));

/** What was found in a source before anything is written. */
export const ImportPreview = Type.Object({
  counts: Type.Object({
    organisations: Type.Integer(),
    people: Type.Integer(),
    agents: Type.Integer(),
    teams: Type.Integer(),
    cases: Type.Integer(),
    messages: Type.Integer(),
  }),
  states: Type.Array(Count),
  priorities: Type.Array(Count),
  kinds: Type.Array(Count),
  agents: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), email: Nullable(Type.String()), cases: Type.Integer() }),
  ),
  teams: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), cases: Type.Integer() })),
  fields: Type.Array(Type.Object({ name: Type.String(), count: Type.Integer(), sample: Type.String() })),
  /** Of CSV: the columns and what stands in the first row. */
  columns: Type.Array(Type.Object({ name: Type.String(), sample: Type.String() })),
  samples: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      customer: Type.String(),
      state: Type.String(),
      at: Nullable(Type.String()),
      messages: Type.Integer(),
    }),
  ),
  /** What will be skipped or lost, and how often. */
  problems: Type.Array(Type.Object({ what: Type.String(), count: Type.Integer() })),
});
export type ImportPreview = Static<typeof ImportPreview>;

/** What becomes of the words and people of the source. What is not named keeps its default. */
export const ImportMapping = Type.Object(
  {
    states: Words([...caseStates, 'skip'] as const),
    priorities: Words(priorities),
    kinds: Words(caseKinds),
    /** A colleague's id, `make`, or nothing: then only the name stays. */
    agents: Type.Record(Type.String({ maxLength: 200 }), Type.String({ pattern: '^(make||[0-9a-f-]{36})$' })),
    teams: Type.Record(Type.String({ maxLength: 200 }), Type.String({ pattern: '^(make||[0-9a-f-]{36})$' })),
    fields: Type.Record(Type.String({ maxLength: 300 }), OneOf(['field', 'tag', 'note', 'drop'] as const)),
    /** Cases keep their numbers where those are free. */
    keepNumbers: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type ImportMapping = Static<typeof ImportMapping>;

export const ImportState = OneOf([
  'files',
  'reading',
  'ready',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
] as const);

export const Import = Type.Object({
  id: Id,
  source: OneOf(importSources),
  origin: Type.String(),
  state: ImportState,
  url: Nullable(Type.String()),
  /** Files that the source only names by an address are fetched while it is read. */
  fetchFiles: Type.Boolean(),
  files: Type.Array(
    Type.Object({ file: Type.Integer(), name: Type.String(), size: Type.Integer(), parts: Type.Integer() }),
  ),
  columns: Nullable(Type.Record(Type.String(), Type.String())),
  preview: Nullable(ImportPreview),
  mapping: Nullable(ImportMapping),
  /** Records read so far, while reading. */
  read: Type.Integer(),
  total: Type.Integer(),
  done: Type.Integer(),
  created: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  skipped: Type.Integer(),
  /** Seconds of work left at the pace so far. */
  secondsLeft: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
  createdBy: Nullable(Type.Object({ id: Id, name: Type.String() })),
  createdAt: Instant,
  startedAt: Nullable(Instant),
  endedAt: Nullable(Instant),
});
export type Import = Static<typeof Import>;

export const startImport = route({
  method: 'POST',
  path: '/imports',
  access: 'settings.manage',
  summary: 'Begin an import: name its source; files are added next, or an API is read',
  body: Type.Object(
    {
      source: OneOf(importSources),
      /** Tells two installations of the same program apart. */
      origin: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '^[\\w.:-]+$' })),
      url: Type.Optional(Type.String({ maxLength: 500, pattern: '^https?://' })),
      token: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
      /** Fetch files that the source only names by an address (Zendesk, Freshdesk), from there. */
      fetchFiles: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Import,
});

export const listImports = route({
  method: 'GET',
  path: '/imports',
  access: 'settings.manage',
  summary: 'Imports, the newest first',
  query: Type.Object(PageQuery),
  reply: Page(Import),
});

export const readImport = route({
  method: 'GET',
  path: '/imports/:id',
  access: 'settings.manage',
  summary: 'One import: how far it is, what it found, what became of it',
  params: ById,
  reply: Import,
});

/** Parts are at most this long, so that a file of any size comes in over any line and an interrupted one goes on. */
export const partBytes = 8 * 1_048_576;

export const addImportPart = route({
  method: 'PUT',
  path: '/imports/:id/files/:file/parts/:part',
  access: 'settings.manage',
  summary: 'One part of a file, as application/octet-stream, at most 8 MB; sending it again replaces it',
  params: Type.Object(
    { id: Id, file: Type.Integer({ minimum: 0, maximum: 200 }), part: Type.Integer({ minimum: 0, maximum: 20_000 }) },
    { additionalProperties: false },
  ),
  query: Type.Object({ name: Type.Optional(Line) }),
  reply: Type.Object({ size: Type.Integer() }),
  bodyLimit: partBytes,
});

const act = <const A extends string>(action: A, summary: string) =>
  route({
    method: 'POST',
    path: `/imports/:id/${action}`,
    access: 'settings.manage',
    summary,
    params: ById,
    reply: Import,
    status: 200,
  });

export const examineImport = route({
  method: 'POST',
  path: '/imports/:id/read',
  access: 'settings.manage',
  summary: 'Read the source; nothing is written to the desk yet. Columns of CSV may be named',
  params: ById,
  body: Type.Object(
    { columns: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 300 }))) },
    { additionalProperties: false },
  ),
  reply: Import,
  status: 200,
});

export const mapImport = route({
  method: 'PATCH',
  path: '/imports/:id',
  access: 'settings.manage',
  summary: 'Say what the words and people of the source become',
  params: ById,
  body: Type.Object({ mapping: Type.Partial(ImportMapping) }, { additionalProperties: false }),
  reply: Import,
});

export const runImport = act('run', 'Write what was read, or go on after a pause or a failure');
export const pauseImport = act('pause', 'Pause; what was written stays');
export const cancelImport = act('cancel', 'End the import; what was written stays');

export const removeImport = route({
  method: 'DELETE',
  path: '/imports/:id',
  access: 'settings.manage',
  summary: 'Forget an import that does not run, with its files; what was written stays',
  params: ById,
});

export const importOutcomes = ['created', 'updated', 'unchanged', 'skipped', 'noted'] as const;

export const ImportRow = Type.Object({
  kind: Type.String(),
  externalId: Type.String(),
  outcome: OneOf(importOutcomes),
  reason: Type.String(),
  ownId: Nullable(Id),
});
export type ImportRow = Static<typeof ImportRow>;

export const listImportRows = route({
  method: 'GET',
  path: '/imports/:id/rows',
  access: 'settings.manage',
  summary: 'What became of each record, in order',
  params: ById,
  query: Type.Object({ ...PageQuery, outcome: Type.Optional(OneOf(importOutcomes)) }),
  reply: Page(ImportRow),
});

export const readImportReport = route({
  method: 'GET',
  path: '/imports/:id/report.csv',
  access: 'settings.manage',
  summary: 'The whole report as CSV',
  params: ById,
  reply: Type.Any(),
});
