import { Type, type Static } from 'typebox';
import { caseChannels, caseKinds, caseStates, priorities } from '../domain/cases/words.ts';
import { macroTextUses, macroThings } from '../domain/cases/macros.ts';
import { viewScopes } from '../domain/cases/views.ts';
import { Case, CaseRef } from './cases.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), { minItems: 1, maxItems: 30 });
const Do = <T extends (typeof macroThings)[number], S extends Record<string, import('typebox').TSchema>>(
  word: T,
  more: S,
) => Type.Object({ do: Type.Literal(word), ...more }, { additionalProperties: false });

/** One deed of a macro. */
export const MacroAction = Type.Union([
  Do('state', { state: OneOf(['open', 'waiting']) }),
  Do('close', {}),
  Do('priority', { priority: OneOf(priorities) }),
  Do('kind', { kind: OneOf(caseKinds) }),
  Do('add-tags', { tags: Tags }),
  Do('remove-tags', { tags: Tags }),
  /** `me`: whoever uses the macro; null: nobody. */
  Do('assign', { assigneeId: Nullable(Type.String({ pattern: '^(me|[0-9a-fA-F-]{36})$' })) }),
  Do('team', { teamId: Nullable(Id) }),
  Do('snooze', { hours: Type.Integer({ minimum: 1, maximum: 8760 }) }),
  /** An internal note; the same placeholders as in the text. */
  Do('note', { html: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }) }),
  /** A promise to the customer, due so many hours from now. */
  Do('promise', { what: Line, hours: Type.Integer({ minimum: 1, maximum: 8760 }) }),
  Do('follow', {}),
]);
export type MacroAction = Static<typeof MacroAction>;

const Some = <T extends readonly string[]>(words: T) =>
  Type.Optional(Type.Array(OneOf(words), { maxItems: words.length }));

/** Where a macro is offered: every condition that is given must hold; none: everywhere. */
export const MacroConditions = Type.Object(
  {
    states: Some(caseStates),
    kinds: Some(caseKinds),
    channels: Some(caseChannels),
    priorities: Some(priorities),
    teamIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
    /** Any of them. */
    tags: Type.Optional(Tags),
    /** The customer's language, e.g. `de`. */
    languages: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z]{2}$' }), { maxItems: 30 })),
  },
  { additionalProperties: false },
);
export type MacroConditions = Static<typeof MacroConditions>;

export const Macro = Type.Object({
  id: Id,
  name: Type.String(),
  shortcut: Nullable(Type.String()),
  scope: OneOf(viewScopes),
  team: Nullable(Type.Object({ id: Id, name: Type.String() })),
  owner: Nullable(Type.Object({ id: Id, name: Type.String() })),
  html: Type.String(),
  textUse: OneOf(macroTextUses),
  actions: Type.Array(MacroAction),
  conditions: MacroConditions,
  used: Type.Integer(),
  lastUsedAt: Nullable(Instant),
  /** Whether you may change it. */
  yours: Type.Boolean(),
});
export type Macro = Static<typeof Macro>;

const fields = {
  name: Line,
  /** Typed after `/`; letters, digits and hyphens. */
  shortcut: Type.Optional(Nullable(Type.String({ pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,30}$' }))),
  scope: OneOf(viewScopes),
  teamId: Type.Optional(Nullable(Id)),
  /** Text with placeholders such as `{{ customer.firstName }}`; GET macros/placeholders names them all. */
  html: Type.Optional(Type.String({ maxLength: 100_000 })),
  textUse: Type.Optional(OneOf(macroTextUses)),
  actions: Type.Optional(Type.Array(MacroAction, { maxItems: 20 })),
  conditions: Type.Optional(MacroConditions),
};

export const listMacros = route({
  method: 'GET',
  path: '/macros',
  access: 'cases.read',
  summary: 'Macros and snippets you may use, by name; with a case only those that apply to it',
  query: Type.Object({
    ...PageQuery,
    q: Type.Optional(Type.String({ maxLength: 100 })),
    caseId: Type.Optional(Id),
  }),
  reply: Page(Macro),
});

export const listPlaceholders = route({
  method: 'GET',
  path: '/macros/placeholders',
  access: 'cases.read',
  summary: 'What may stand in a text: each placeholder with what it means and an example',
  reply: Type.Object({
    items: Type.Array(Type.Object({ name: Type.String(), meaning: Type.String(), example: Type.String() })),
  }),
});

export const addMacro = route({
  method: 'POST',
  path: '/macros',
  access: 'cases.write',
  summary: 'Keep a macro: for yourself, for a team of yours, or for all (needs cases.manage)',
  body: Type.Object(fields, { additionalProperties: false }),
  reply: Macro,
});

export const readMacro = route({
  method: 'GET',
  path: '/macros/:id',
  access: 'cases.read',
  summary: 'One macro',
  params: ById,
  reply: Macro,
});

export const changeMacro = route({
  method: 'PATCH',
  path: '/macros/:id',
  access: 'cases.write',
  summary: 'Change a macro',
  params: ById,
  body: Type.Partial(Type.Object(fields), { additionalProperties: false }),
  reply: Macro,
});

export const dropMacro = route({
  method: 'DELETE',
  path: '/macros/:id',
  access: 'cases.write',
  summary: 'Remove a macro',
  params: ById,
});

/** A text as it would stand; `problems` name placeholders that nobody knows or that have no value here. */
export const Rendered = Type.Object({
  html: Type.String(),
  problems: Type.Array(Type.Object({ placeholder: Type.String(), detail: Type.String() })),
});
export type Rendered = Static<typeof Rendered>;

export const previewMacro = route({
  method: 'POST',
  path: '/macros/preview',
  access: 'cases.read',
  summary: 'See a text with its placeholders filled, for a case or with examples; nothing is done',
  body: Type.Object(
    { html: Type.String({ maxLength: 100_000 }), caseId: Type.Optional(Id) },
    { additionalProperties: false },
  ),
  reply: Rendered,
  status: 200,
});

export const useMacro = route({
  method: 'POST',
  path: '/cases/:id/macros/:macroId',
  access: 'cases.write',
  summary:
    'Use a macro on a case: its deeds are done; its text is sent or noted, or given back to be put into the answer',
  params: Type.Object({ ...CaseRef.properties, macroId: Id }, { additionalProperties: false }),
  body: Type.Object({ revision: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: false }),
  reply: Type.Object({
    case: Case,
    /** What is to be put into the answer; null when it was sent or noted, or there is none. */
    insert: Nullable(Type.String()),
    /** Whose turn it shall be once that answer is sent; null: as always. */
    after: Nullable(OneOf(['waiting', 'open', 'close'])),
    problems: Rendered.properties.problems,
  }),
  status: 200,
});
