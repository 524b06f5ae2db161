import { Type, type Static } from 'typebox';
import { CaseRef } from './cases.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
const Words = Type.String({ maxLength: 1000 });

/** What is compared: rows of one's own beside price, time, risk and what is not included. */
export const SheetContent = Type.Object(
  {
    title: Line,
    intro: Type.String({ maxLength: 2000 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    criteria: Type.Array(
      Type.Object(
        { key: Key, label: Line, /** Shown even where all options are alike. */ pinned: Type.Boolean() },
        { additionalProperties: false },
      ),
      { maxItems: 20 },
    ),
    options: Type.Array(
      Type.Object(
        {
          key: Key,
          name: Type.String({ maxLength: 200 }),
          price: Nullable(Type.Number({ minimum: 0, maximum: 1e9 })),
          /** Open minutes from the choice until it is done: what the promise is counted from. */
          minutes: Nullable(Type.Integer({ minimum: 1, maximum: 525_600 })),
          risk: Words,
          notIncluded: Words,
          promise: Type.String({ maxLength: 300 }),
          values: Type.Record(Type.String({ maxLength: 40 }), Words, { maxProperties: 20 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 6 },
    ),
    recommended: Nullable(Key),
    because: Words,
  },
  { additionalProperties: false },
);
export type SheetContent = Static<typeof SheetContent>;

export const sheetStates = ['draft', 'sent', 'chosen', 'confirmed', 'withdrawn', 'expired'] as const;

export const OptionSheet = Type.Object({
  id: Id,
  caseId: Id,
  caseNumber: Type.Integer(),
  state: OneOf(sheetStates),
  content: SheetContent,
  revision: Type.Integer(),
  createdAt: Instant,
  createdBy: Nullable(Type.Object({ id: Id, name: Type.String() })),
  sentAt: Nullable(Instant),
  seenAt: Nullable(Instant),
  expiresAt: Nullable(Instant),
  chosen: Nullable(Type.String()),
  chosenAt: Nullable(Instant),
  changedMind: Type.Integer(),
  /** What the customer said was unclear. */
  unclear: Nullable(Type.String()),
  promiseId: Nullable(Id),
  /** What keeps it from being sent. */
  problems: Type.Array(Type.String()),
  /** The page as the customer sees it; null until it is sent. */
  link: Nullable(Type.String()),
});
export type OptionSheet = Static<typeof OptionSheet>;

export const listOptionSheets = route({
  method: 'GET',
  path: '/cases/:id/option-sheets',
  access: 'cases.read',
  summary: 'Option sheets of a case, newest first',
  params: CaseRef,
  query: Type.Object(PageQuery),
  reply: Page(OptionSheet),
});

export const addOptionSheet = route({
  method: 'POST',
  path: '/cases/:id/option-sheets',
  access: 'cases.write',
  summary: 'Begin an option sheet for a case, of a template or of your own',
  params: CaseRef,
  body: Type.Object(
    { templateId: Type.Optional(Id), content: Type.Optional(SheetContent) },
    { additionalProperties: false },
  ),
  reply: OptionSheet,
});

export const readOptionSheet = route({
  method: 'GET',
  path: '/option-sheets/:id',
  access: 'cases.read',
  summary: 'One option sheet',
  params: ById,
  reply: OptionSheet,
});

export const changeOptionSheet = route({
  method: 'PATCH',
  path: '/option-sheets/:id',
  access: 'cases.write',
  summary: 'Change an option sheet that was not sent yet',
  params: ById,
  body: Type.Object(
    { content: SheetContent, revision: Type.Optional(Type.Integer({ minimum: 0 })) },
    { additionalProperties: false },
  ),
  reply: OptionSheet,
});

export const sendOptionSheet = route({
  method: 'POST',
  path: '/option-sheets/:id/sending',
  access: 'cases.write',
  summary: 'Send the sheet as a link in an answer of the case; the customer chooses until it expires',
  params: ById,
  body: Type.Object(
    {
      /** Words before the link. */
      text: Type.Optional(Type.String({ maxLength: 10_000 })),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 180, default: 14 })),
    },
    { additionalProperties: false },
  ),
  reply: OptionSheet,
  status: 200,
});

export const confirmOptionSheet = route({
  method: 'POST',
  path: '/option-sheets/:id/confirmation',
  access: 'cases.write',
  summary: 'Confirm what was chosen: from here on it cannot be changed online',
  params: ById,
  reply: OptionSheet,
  status: 200,
});

export const withdrawOptionSheet = route({
  method: 'POST',
  path: '/option-sheets/:id/withdrawal',
  access: 'cases.write',
  summary: 'Take a sheet back: its page says so, and nothing can be chosen any more',
  params: ById,
  reply: OptionSheet,
  status: 200,
});

export const OptionTemplate = Type.Object({ id: Id, name: Type.String(), content: SheetContent, changedAt: Instant });
export type OptionTemplate = Static<typeof OptionTemplate>;

export const listOptionTemplates = route({
  method: 'GET',
  path: '/option-templates',
  access: 'cases.read',
  summary: 'Templates of option sheets, by name',
  query: Type.Object(PageQuery),
  reply: Page(OptionTemplate),
});

export const addOptionTemplate = route({
  method: 'POST',
  path: '/option-templates',
  access: 'cases.write',
  summary: 'Keep a sheet as a template',
  body: Type.Object({ name: Line, content: SheetContent }, { additionalProperties: false }),
  reply: OptionTemplate,
});

export const dropOptionTemplate = route({
  method: 'DELETE',
  path: '/option-templates/:id',
  access: 'cases.manage',
  summary: 'Remove a template; sheets made of it stay',
  params: ById,
});
