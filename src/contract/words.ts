import { Type, type Static } from 'typebox';
import { assistantTasks } from '../domain/assistant/tasks.ts';
import { feelingNames } from '../domain/words/feeling-lexicon.ts';
import { muteReasons, promptCodes } from '../domain/words/prompts.ts';
import { CaseRef } from './cases.ts';
import { route } from './route.ts';
import { Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

/** A feeling found in what a customer wrote, with the words that show it and what it is about. */
export const Felt = Type.Object({
  messageId: Id,
  at: Instant,
  feeling: OneOf(feelingNames),
  strength: Type.Integer({ minimum: 1, maximum: 3 }),
  quote: Type.String(),
  about: Nullable(Type.String()),
  language: Type.String(),
  readBy: OneOf(['words', 'assistant']),
});
export type Felt = Static<typeof Felt>;

/** Something to look at before sending. It never stops anything; `heated` asks for a second press. */
export const Prompt = Type.Object({
  code: OneOf(promptCodes),
  /** The words it is about and where they stand in the text, in UTF-16 units; null where it is about the whole. */
  quote: Nullable(Type.String()),
  start: Nullable(Type.Integer()),
  end: Nullable(Type.Integer()),
  values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
export type Prompt = Static<typeof Prompt>;

export const checkWords = route({
  method: 'POST',
  path: '/words/check',
  access: 'cases.write',
  summary: 'What a respectful and clear colleague would say about a draft before it is sent',
  body: Type.Object(
    {
      text: Type.String({ maxLength: 50_000 }),
      caseId: Type.Optional(Id),
      language: Type.Optional(Type.String({ minLength: 2, maxLength: 10 })),
      attachments: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
      /** Also what oneself has muted. */
      everything: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    language: Nullable(Type.String()),
    /** Flesch reading ease for the language, 0 hard to 100 easy; null when there are too few words to say. */
    ease: Nullable(Type.Number()),
    words: Type.Integer(),
    heated: Type.Boolean(),
    prompts: Type.Array(Prompt),
  }),
  status: 200,
});

const Jargon = Type.Object({ word: Line, plain: Nullable(Line) }, { additionalProperties: false });

export const WordsSettings = Type.Object({
  off: Type.Array(OneOf(promptCodes), { uniqueItems: true }),
  jargon: Type.Array(Jargon, { maxItems: 500 }),
  recurrenceDays: Type.Integer({ minimum: 1, maximum: 365 }),
  assistant: Type.Boolean(),
});
export type WordsSettings = Static<typeof WordsSettings>;

export const readWordsSettings = route({
  method: 'GET',
  path: '/words/settings',
  access: 'cases.read',
  summary: 'Which prompts the company uses, its jargon, and how far back recurrences are looked for',
  reply: Type.Object({
    ...WordsSettings.properties,
    /** It is set up, switched on and not resting. */
    assistantReady: Type.Boolean(),
    assistantReads: Type.Array(OneOf(assistantTasks)),
  }),
});

export const changeWordsSettings = route({
  method: 'PATCH',
  path: '/words/settings',
  access: 'settings.manage',
  summary: 'Switch prompts on or off for everybody, keep the list of jargon, set the days for recurrences',
  body: Type.Partial(WordsSettings, { additionalProperties: false }),
  reply: readWordsSettings.reply,
});

const ByPrompt = Type.Object({ prompt: OneOf(promptCodes) }, { additionalProperties: false });

export const listMutes = route({
  method: 'GET',
  path: '/words/mutes',
  access: 'cases.write',
  summary: 'The prompts one has muted for oneself',
  reply: Type.Object({
    items: Type.Array(Type.Object({ prompt: OneOf(promptCodes), because: OneOf(muteReasons), at: Instant })),
  }),
});

export const mutePrompt = route({
  method: 'PUT',
  path: '/words/mutes/:prompt',
  access: 'cases.write',
  summary: 'Do not ask me this again, with the reason',
  params: ByPrompt,
  body: Type.Object({ because: OneOf(muteReasons) }, { additionalProperties: false }),
  status: 204,
});

export const unmutePrompt = route({
  method: 'DELETE',
  path: '/words/mutes/:prompt',
  access: 'cases.write',
  summary: 'Ask me again',
  params: ByPrompt,
  status: 204,
});

export const countMutes = route({
  method: 'GET',
  path: '/words/mute-counts',
  access: 'cases.manage',
  summary: 'How many people muted which prompt and why; never who',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        prompt: OneOf(promptCodes),
        people: Type.Integer(),
        because: Type.Record(Type.String(), Type.Integer()),
      }),
    ),
    of: Type.Integer({ description: 'How many people may be asked at all' }),
  }),
});

const CaseLine = Type.Object({
  id: Id,
  number: Type.Integer(),
  subject: Type.String(),
  closedAt: Nullable(Instant),
});

export const Recurrence = Type.Object({
  case: CaseLine,
  of: CaseLine,
  customer: Type.Object({ id: Id, name: Type.String() }),
  score: Type.Number(),
  reasons: Type.Array(OneOf(['subject', 'words', 'field', 'tag', 'said-so', 'recent'])),
  state: OneOf(['proposed', 'automatic', 'confirmed', 'dismissed']),
  at: Instant,
});
export type Recurrence = Static<typeof Recurrence>;

/** What a need cost the customer. `need` adds what it cost under other numbers. */
const counts = {
  contacts: Type.Integer(),
  handOffs: Type.Integer(),
  repeats: Type.Integer(),
  channelSwitches: Type.Integer(),
};
export const Effort = Type.Object({ ...counts, cases: Type.Integer() });
export type Effort = Static<typeof Effort>;

export const readCaseWords = route({
  method: 'GET',
  path: '/cases/:id/words',
  access: 'cases.read',
  summary:
    'How the customer feels in this case, what it cost him, whether it is an old one again, and the wish in his words',
  params: CaseRef,
  reply: Type.Object({
    felt: Type.Array(Felt),
    effort: Effort,
    recurrence: Nullable(Recurrence),
    recurredAs: Type.Array(Recurrence),
    /** A wish found in the first message, to be confirmed; null when one is kept or none was found. */
    wishProposed: Nullable(Type.String()),
    /** What could stand as value created, in the customer's terms. */
    valueProposed: Nullable(Type.String()),
  }),
});

export const decideRecurrence = route({
  method: 'PUT',
  path: '/cases/:id/recurrence',
  access: 'cases.write',
  summary: 'Say that this case is an old one again, or that it is not',
  params: CaseRef,
  body: Type.Object(
    { of: Type.String({ minLength: 1, maxLength: 60 }), state: OneOf(['confirmed', 'dismissed']) },
    { additionalProperties: false },
  ),
  reply: Recurrence,
});

export const listRecurrences = route({
  method: 'GET',
  path: '/words/recurrences',
  access: 'cases.read',
  summary: 'Cases that are old ones again, newest first',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(['proposed', 'automatic', 'confirmed', 'dismissed'])),
  }),
  reply: Page(Recurrence),
});

export const readResolution = route({
  method: 'GET',
  path: '/words/resolution',
  access: 'measures.read',
  summary: 'Truly resolved: confirmed, silent, refuted and recurred apart',
  query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 730, default: 90 })) }),
  reply: Type.Object({
    from: Instant,
    to: Instant,
    closed: Type.Integer(),
    confirmed: Type.Integer(),
    silent: Type.Integer(),
    refuted: Type.Integer(),
    recurred: Type.Integer(),
    unasked: Type.Integer(),
    /** Of those the customer spoke about, how many he confirmed and that did not come back. */
    truly: ShareFigure,
    /** We said solved, the customer said no: refuted or come back, of all closed. */
    saidSolvedCustomerSaidNo: ShareFigure,
  }),
});

const EffortPoint = Type.Object({
  /** Monday of the week, or the touchpoint. */
  week: Nullable(Type.String()),
  touchpoint: Nullable(Type.Object({ id: Id, name: Type.String() })),
  n: Type.Integer(),
  contacts: Nullable(Type.Number()),
  handOffs: Nullable(Type.Number()),
  repeats: Nullable(Type.Number()),
  channelSwitches: Nullable(Type.Number()),
});

export const readEffort = route({
  method: 'GET',
  path: '/words/effort',
  access: 'measures.read',
  summary: 'Contacts, hand-offs, repeats and channel switches per resolved need, by week and by touchpoint',
  query: Type.Object({ weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 104, default: 12 })) }),
  reply: Type.Object({ all: EffortPoint, weeks: Type.Array(EffortPoint), touchpoints: Type.Array(EffortPoint) }),
});

export const listEffort = route({
  method: 'GET',
  path: '/words/effort/cases',
  access: 'cases.read',
  summary: 'The resolved cases behind the effort figure, newest first',
  query: Type.Object({
    ...PageQuery,
    week: Type.Optional(Type.String({ format: 'date' })),
    touchpoint: Type.Optional(Id),
  }),
  reply: Page(Type.Object({ case: CaseLine, customer: Type.Object({ id: Id, name: Type.String() }), ...counts })),
});
