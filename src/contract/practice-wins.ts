import { Type, type Static } from 'typebox';
import { Person } from './charter.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** Wins, the bell and kudos: the second contract of the practice room. */

/** What a customer did that shows he was won. Nothing that staff write themselves is evidence. */
export const EvidenceKind = OneOf([
  'rating',
  'solution-confirmed',
  'promise-confirmed',
  'review',
  'thanks',
  'purchase',
]);

export const Win = Type.Object({
  id: Id,
  by: Person,
  customer: Type.Object({ id: Id, name: Type.String() }),
  caseId: Nullable(Id),
  /** What we did. */
  what: Type.String(),
  /** How things stood before. */
  before: Type.String(),
  behaviours: Type.Array(Type.Object({ id: Id, title: Type.String() })),
  /** Claimed until the customer's side of the evidence is there. Only evidenced wins count. */
  state: OneOf(['claimed', 'evidenced']),
  claimedAt: Instant,
  /** After this instant evidence no longer counts and the win stays claimed. */
  evidenceUntil: Instant,
  evidence: Nullable(
    Type.Object({ kind: EvidenceKind, at: Instant, rating: Nullable(Type.Integer()), quote: Nullable(Type.String()) }),
  ),
  confirmedBy: Nullable(Person),
  bellId: Nullable(Id),
  mayRing: Type.Boolean(),
});
export type Win = Static<typeof Win>;

export const listWins = route({
  method: 'GET',
  path: '/practice/wins',
  access: 'practice.take',
  summary: 'Wins, newest first',
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(OneOf(['claimed', 'evidenced'])),
    mine: Type.Optional(Type.Boolean()),
    customerId: Type.Optional(Id),
    day: Type.Optional(Day),
  }),
  reply: Page(Win),
});

export const claimWin = route({
  method: 'POST',
  path: '/practice/wins',
  access: 'practice.take',
  summary: "Claim a win; it is evidenced as soon as the customer's side of the evidence is found",
  body: Type.Object(
    {
      customerId: Id,
      caseId: Type.Optional(Nullable(Id)),
      what: Line,
      before: Type.Optional(Type.String({ maxLength: 1000 })),
      behaviourIds: Type.Optional(Type.Array(Id, { maxItems: 6 })),
    },
    { additionalProperties: false },
  ),
  reply: Win,
});

export const readWin = route({
  method: 'GET',
  path: '/practice/wins/:id',
  access: 'practice.take',
  summary: 'One win',
  params: ById,
  reply: Win,
});

export const confirmWin = route({
  method: 'POST',
  path: '/practice/wins/:id/confirmation',
  access: 'practice.take',
  summary: "Confirm a colleague's win, so that the bell may ring for it; it still counts only with evidence",
  params: ById,
  reply: Win,
  status: 200,
});

/** How many wins count, of how many claimed; of everybody together. */
export const WinFigures = Type.Object({
  from: Day,
  to: Day,
  evidenced: Type.Integer(),
  /** Still within fourteen days of the claim, evidence may come. */
  waiting: Type.Integer(),
  /** Fourteen days passed without the customer's side. */
  onlyClaimed: Type.Integer(),
});
export type WinFigures = Static<typeof WinFigures>;

export const readWinFigures = route({
  method: 'GET',
  path: '/practice/wins/figures',
  access: 'practice.take',
  summary: 'Wins that count and wins that were only claimed',
  query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: 30 })) }),
  reply: WinFigures,
});

/** Whom I could win, or have won without saying so; best first. `reason` is a code for the catalogue. */
export const Candidate = Type.Object({
  customer: Type.Object({ id: Id, name: Type.String() }),
  caseId: Nullable(Id),
  /** `won-back`: good word after a lost moment. `praised`: top rating with words. `thanked`, `confirmed`, `rated`, `bought`:
   * evidence is there, only the claim is missing. `promise-due`: a promise to a customer we lost before falls due.
   * `ask-how-it-went`: closed lately and not heard from since. */
  reason: OneOf(['won-back', 'praised', 'thanked', 'confirmed', 'rated', 'bought', 'promise-due', 'ask-how-it-went']),
  evidenced: Type.Boolean(),
  at: Instant,
  what: Nullable(Type.String()),
  quote: Nullable(Type.String()),
});
export type Candidate = Static<typeof Candidate>;

export const listCandidates = route({
  method: 'GET',
  path: '/practice/candidates',
  access: 'practice.take',
  summary: 'Whom to win today: the best candidate first, with the reason',
  reply: Type.Object({ items: Type.Array(Candidate) }),
});

/** How loud: a quiet yes for oneself, one's team, or the whole company. */
export const BellLevel = OneOf(['quiet', 'team', 'company']);

export const Bell = Type.Object({
  id: Id,
  winId: Id,
  rungBy: Person,
  /** Whose win it is. */
  by: Person,
  words: Type.String(),
  level: BellLevel,
  at: Instant,
  customer: Nullable(Type.Object({ firstName: Type.String() })),
  quote: Nullable(Type.String()),
  cheers: Type.Array(Person),
  iCheered: Type.Boolean(),
  comments: Type.Array(Type.Object({ id: Id, by: Person, words: Type.String(), at: Instant })),
});
export type Bell = Static<typeof Bell>;

export const ringBell = route({
  method: 'POST',
  path: '/bell',
  access: 'practice.take',
  summary: 'Ring the bell for a win that is evidenced or that a colleague confirmed; once per win',
  body: Type.Object(
    { winId: Id, words: Type.Optional(Type.String({ maxLength: 300 })), level: Type.Optional(BellLevel) },
    { additionalProperties: false },
  ),
  reply: Bell,
});

export const listRecentBells = route({
  method: 'GET',
  path: '/bell/recent',
  access: 'practice.take',
  summary: 'What rang lately, for those who come later',
  query: Type.Object({ ...PageQuery, since: Type.Optional(Instant) }),
  reply: Page(Bell),
});

export const readBell = route({
  method: 'GET',
  path: '/bell/:id',
  access: 'practice.take',
  summary: 'One bell, as a live screen asks for it when it rings',
  params: ById,
  reply: Bell,
});

export const cheer = route({
  method: 'POST',
  path: '/bell/:id/cheer',
  access: 'practice.take',
  summary: 'Cheer along: well kept',
  params: ById,
  reply: Bell,
  status: 200,
});

export const commentOnBell = route({
  method: 'POST',
  path: '/bell/:id/comments',
  access: 'practice.take',
  summary: 'Say something about it',
  params: ById,
  body: Type.Object({ words: Line }, { additionalProperties: false }),
  reply: Bell,
});

/** Thanks from one colleague to another, tied to the standard that was lived. There are no points. */
export const Kudos = Type.Object({
  id: Id,
  from: Person,
  to: Person,
  standard: Type.Object({ id: Id, name: Type.String() }),
  words: Type.String(),
  winId: Nullable(Id),
  at: Instant,
});
export type Kudos = Static<typeof Kudos>;

export const listKudos = route({
  method: 'GET',
  path: '/kudos',
  access: 'practice.take',
  summary: 'Kudos, newest first',
  query: Type.Object({ ...PageQuery, standardId: Type.Optional(Id), mine: Type.Optional(Type.Boolean()) }),
  reply: Page(Kudos),
});

export const giveKudos = route({
  method: 'POST',
  path: '/kudos',
  access: 'practice.take',
  summary: 'Thank a colleague for living a standard',
  body: Type.Object(
    { toUserId: Id, standardId: Id, words: Line, winId: Type.Optional(Nullable(Id)) },
    { additionalProperties: false },
  ),
  reply: Kudos,
});

export const countKudos = route({
  method: 'GET',
  path: '/kudos/by-standard',
  access: 'practice.take',
  summary: 'How often each standard was thanked for; never by person',
  query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: 90 })) }),
  reply: Type.Object({
    items: Type.Array(Type.Object({ standard: Type.Object({ id: Id, name: Type.String() }), count: Type.Integer() })),
  }),
});
