import { Type } from 'typebox';
import { Attachment, CaseRef, Draft } from './cases.ts';
import { route } from './route.ts';
import { Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** For whom: left out for the customer or a note, `all` for a summary to everybody, or the id of an outside party. */
const To = Type.Object(
  { to: Type.Optional(Type.String({ pattern: '^(all|[0-9a-fA-F-]{36})$' })) },
  { additionalProperties: false },
);
const Files = Type.Optional(Type.Array(Id, { maxItems: 20 }));

export const readDraft = route({
  method: 'GET',
  path: '/cases/:id/draft',
  access: 'cases.write',
  summary: 'Your own unsent words on a case: to the customer, or to whom you name',
  params: CaseRef,
  query: To,
  reply: Type.Object({ draft: Nullable(Draft) }),
});

export const saveDraft = route({
  method: 'PUT',
  path: '/cases/:id/draft',
  access: 'cases.write',
  summary: 'Keep your unsent words and files, on every device; files that are not yours or have been sent are left out',
  params: CaseRef,
  body: Type.Object(
    {
      html: Type.String({ maxLength: 500_000 }),
      kind: OneOf(['message', 'note']),
      revision: Type.Integer({ minimum: 0 }),
      cc: Type.Optional(Type.String({ maxLength: 8000 })),
      attachmentIds: Files,
      to: To.properties.to,
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ draft: Nullable(Draft) }),
});

export const dropDraft = route({
  method: 'DELETE',
  path: '/cases/:id/draft',
  access: 'cases.write',
  summary: 'Throw your unsent words away',
  params: CaseRef,
  query: To,
});

export const listDrafts = route({
  method: 'GET',
  path: '/drafts',
  access: 'cases.write',
  summary: 'Your unsent words on cases, newest first; a case that is not opened yet is at /drafts/new-case',
  query: Type.Object({ ...PageQuery }),
  reply: Page(
    Type.Object({
      caseId: Id,
      caseNumber: Type.Integer(),
      caseSubject: Type.String(),
      customer: Type.String(),
      /** The id of the outside party it is for, or `all`; null for the customer and for notes. */
      to: Nullable(Type.String()),
      /** How that party is called. */
      party: Nullable(Type.String()),
      excerpt: Type.String(),
      /** How many files go with it. */
      files: Type.Integer(),
      kind: Draft.properties.kind,
      savedAt: Instant,
    }),
  ),
});

/** The unsent form of a new case; its fields are the app's own. */
export const NewCaseDraft = Type.Object({
  words: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, maxProperties: 40 }),
  attachments: Type.Array(Attachment),
  savedAt: Instant,
});

export const readNewCaseDraft = route({
  method: 'GET',
  path: '/drafts/new-case',
  access: 'cases.write',
  summary: 'Your unsent new case',
  reply: Type.Object({ draft: Nullable(NewCaseDraft) }),
});

export const saveNewCaseDraft = route({
  method: 'PUT',
  path: '/drafts/new-case',
  access: 'cases.write',
  summary: 'Keep your unsent new case and its files, on every device',
  body: Type.Object({ words: NewCaseDraft.properties.words, attachmentIds: Files }, { additionalProperties: false }),
  reply: Type.Object({ draft: Nullable(NewCaseDraft) }),
});

export const dropNewCaseDraft = route({
  method: 'DELETE',
  path: '/drafts/new-case',
  access: 'cases.write',
  summary: 'Throw your unsent new case away',
});
