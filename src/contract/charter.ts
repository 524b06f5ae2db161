import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery, ShareFigure } from './shapes.ts';

/** A colleague, as far as a name beside a deed needs him. */
export const Person = Type.Object({ id: Id, name: Type.String() });
export type Person = Static<typeof Person>;

/** What a charter says. One word of at most 30 letters; three proofs that anybody could observe. */
const charterText = {
  word: Type.String({ minLength: 1, maxLength: 30, pattern: '^\\S+$' }),
  meaning: Type.String({ maxLength: 300 }),
  proofs: Type.Array(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }), { maxItems: 3 }),
  motto: Type.String({ maxLength: 200 }),
  /** Words of customers that count as meaning ours, in any inflection. */
  synonyms: Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), { maxItems: 30 }),
};

/** A gentle hint on a motto: `code` for scripts and translations, `sentence` in English. It never blocks. */
export const MottoCheck = Type.Object({
  words: Type.Integer(),
  syllables: Type.Integer(),
  /** Flesch reading ease (English) or Amstad's for German: 0 very hard to 100 very easy; null without words. */
  readingEase: Nullable(Type.Number()),
  warnings: Type.Array(
    Type.Object({
      code: OneOf(['too-many-words', 'too-many-syllables', 'hard-to-read', 'long-word', 'several-sentences', 'empty']),
      sentence: Type.String(),
    }),
  ),
});
export type MottoCheck = Static<typeof MottoCheck>;

export const Charter = Type.Object({
  id: Id,
  version: Type.Integer(),
  ...charterText,
  whyChanged: Type.String(),
  madeBy: Nullable(Person),
  madeAt: Instant,
  agreedBy: Type.Array(Person),
  /** Whether the asker has agreed to this version. */
  iAgree: Type.Boolean(),
  reviewOn: Nullable(Day),
  /** The review date has come or passed. */
  reviewDue: Type.Boolean(),
  mottoCheck: MottoCheck,
});
export type Charter = Static<typeof Charter>;

/** One field that differs from the version before; lists travel as lines. */
export const CharterDifference = Type.Object({
  field: OneOf(['word', 'meaning', 'proofs', 'motto', 'synonyms']),
  before: Type.String(),
  after: Type.String(),
  /** Word by word, for showing what was struck out and what was added. */
  parts: Type.Array(Type.Object({ change: OneOf(['same', 'removed', 'added']), text: Type.String() })),
});
export type CharterDifference = Static<typeof CharterDifference>;

export const CharterVersion = Type.Object({ ...Charter.properties, differences: Type.Array(CharterDifference) });
export type CharterVersion = Static<typeof CharterVersion>;

export const Proposal = Type.Object({
  id: Id,
  ...charterText,
  whyChanged: Type.String(),
  state: OneOf(['open', 'adopted', 'declined']),
  proposedBy: Nullable(Person),
  proposedAt: Instant,
  agreedBy: Type.Array(Person),
  iAgree: Type.Boolean(),
  mottoCheck: MottoCheck,
  /** Against the charter that holds now. */
  differences: Type.Array(CharterDifference),
});
export type Proposal = Static<typeof Proposal>;

export const NewCharter = Type.Object(
  {
    word: charterText.word,
    meaning: Type.Optional(charterText.meaning),
    proofs: Type.Optional(charterText.proofs),
    motto: Type.Optional(charterText.motto),
    synonyms: Type.Optional(charterText.synonyms),
    whyChanged: Type.Optional(Type.String({ maxLength: 1000 })),
    reviewOn: Type.Optional(Nullable(Day)),
  },
  { additionalProperties: false },
);
export type NewCharter = Static<typeof NewCharter>;

export const readCharter = route({
  method: 'GET',
  path: '/charter',
  access: 'charter.read',
  summary: 'The word, its meaning, the proofs and the motto that hold now',
  reply: Charter,
});

export const adoptCharter = route({
  method: 'POST',
  path: '/charter',
  access: 'charter.write',
  summary: 'Adopt a new version; fields left out stay as they are',
  body: NewCharter,
  reply: Charter,
});

export const agreeToCharter = route({
  method: 'POST',
  path: '/charter/agreement',
  access: 'charter.read',
  summary: 'Put your own name under the charter that holds now',
  reply: Charter,
  status: 200,
});

export const changeReview = route({
  method: 'PATCH',
  path: '/charter',
  access: 'charter.write',
  summary: 'Say when the charter is looked at again',
  body: Type.Object({ reviewOn: Nullable(Day) }, { additionalProperties: false }),
  reply: Charter,
});

export const listCharterVersions = route({
  method: 'GET',
  path: '/charter/versions',
  access: 'charter.read',
  summary: 'Every version, newest first, each with what changed against the one before, why and who agreed',
  query: Type.Object({ ...PageQuery }),
  reply: Page(CharterVersion),
});

export const listProposals = route({
  method: 'GET',
  path: '/charter/proposals',
  access: 'charter.read',
  summary: 'Proposed versions, newest first',
  query: Type.Object({ ...PageQuery, state: Type.Optional(OneOf(['open', 'adopted', 'declined'])) }),
  reply: Page(Proposal),
});

export const proposeCharter = route({
  method: 'POST',
  path: '/charter/proposals',
  access: 'charter.propose',
  summary: 'Propose a new version for others to agree with',
  body: NewCharter,
  reply: Proposal,
});

export const agreeToProposal = route({
  method: 'POST',
  path: '/charter/proposals/:id/agreement',
  access: 'charter.read',
  summary: 'Agree with a proposal',
  params: ById,
  reply: Proposal,
  status: 200,
});

export const decideProposal = route({
  method: 'POST',
  path: '/charter/proposals/:id/decision',
  access: 'charter.write',
  summary: 'Adopt a proposal as the new version, or decline it',
  params: ById,
  body: Type.Object({ decision: OneOf(['adopt', 'decline']) }, { additionalProperties: false }),
  reply: Proposal,
  status: 200,
});

export const checkMotto = route({
  method: 'POST',
  path: '/charter/motto-check',
  access: 'charter.read',
  summary: 'How short and readable a motto is, while it is being written',
  body: Type.Object(
    { motto: charterText.motto, language: Type.Optional(Type.String({ maxLength: 10 })) },
    { additionalProperties: false },
  ),
  reply: MottoCheck,
  status: 200,
});

/** What share of customers, asked for one word, said ours. */
export const WordMatch = Type.Object({
  word: Type.String(),
  days: Type.Integer(),
  figure: ShareFigure,
  words: Type.Array(Type.Object({ word: Type.String(), count: Type.Integer(), ours: Type.Boolean() })),
});
export type WordMatch = Static<typeof WordMatch>;

export const readWordMatch = route({
  method: 'GET',
  path: '/charter/word-match',
  access: 'charter.read',
  summary: "Customers' words against ours, with the share and its interval",
  query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 730, default: 90 })) }),
  reply: WordMatch,
});

export const Standard = Type.Object({
  id: Id,
  name: Type.String(),
  description: Type.String(),
  position: Type.Integer(),
  retired: Type.Boolean(),
});
export type Standard = Static<typeof Standard>;

export const listStandards = route({
  method: 'GET',
  path: '/standards',
  access: 'charter.read',
  summary: 'The standards the word breaks down into, in their order',
  query: Type.Object({ ...PageQuery, retired: Type.Optional(Type.Boolean({ default: false })) }),
  reply: Page(Standard),
});

export const createStandard = route({
  method: 'POST',
  path: '/standards',
  access: 'charter.write',
  summary: 'Add a standard',
  body: Type.Object(
    {
      name: Line,
      description: Type.Optional(Type.String({ maxLength: 2000 })),
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    },
    { additionalProperties: false },
  ),
  reply: Standard,
});

export const changeStandard = route({
  method: 'PATCH',
  path: '/standards/:id',
  access: 'charter.write',
  summary: 'Reword, reorder or retire a standard',
  params: ById,
  body: Type.Object(
    {
      name: Type.Optional(Line),
      description: Type.Optional(Type.String({ maxLength: 2000 })),
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
      retired: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  reply: Standard,
});
