import { Type, type Static } from 'typebox';
import { CaseRef, Person } from './cases.ts';
import { replyToCase } from './cases-answering.ts';
import { ConfirmedPromise } from './promises-spoken.ts';
import { ViewFilter } from './cases-views.ts';
import { caseKinds, priorities } from '../domain/cases/words.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** An answer that goes out later, or was held back because the case moved on meanwhile. */
export const LaterReply = Type.Object({
  id: Id,
  caseId: Id,
  caseNumber: Type.Integer(),
  caseSubject: Type.String(),
  customer: Type.String(),
  author: Person,
  kind: OneOf(['undo', 'scheduled']),
  html: Type.String(),
  sendAt: Instant,
  state: OneOf(['waiting', 'sent', 'cancelled', 'held']),
  /** Why it was held back. */
  reason: Nullable(Type.String()),
  /** What it promises: made when it goes out, or not at all. */
  promises: Type.Array(Type.Object({ what: Type.String(), dueAt: Instant })),
});
export type LaterReply = Static<typeof LaterReply>;

export const replyLater = route({
  method: 'POST',
  path: '/cases/:id/later-replies',
  access: 'cases.write',
  summary: 'Answer at a set time, or after the seconds in which you can take it back; checked again when it goes out',
  params: CaseRef,
  body: Type.Object(
    {
      ...replyToCase.body.properties,
      /** When it goes out. */
      sendAt: Type.Optional(Instant),
      /** Or a day and time in the customer's time zone (yours when his is unknown). */
      sendLocal: Type.Optional(
        Type.Object(
          { day: Day, time: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }) },
          { additionalProperties: false },
        ),
      ),
      /** Made in the moment it goes out, with it or not at all. */
      promises: Type.Optional(Type.Array(ConfirmedPromise, { maxItems: 20 })),
    },
    { additionalProperties: false },
  ),
  reply: LaterReply,
});

export const listLaterReplies = route({
  method: 'GET',
  path: '/later-replies',
  access: 'cases.write',
  summary: 'Your answers that go out later or were held back, next first; with a case those of everybody on it',
  query: Type.Object({ ...PageQuery, caseId: Type.Optional(Id) }),
  reply: Page(LaterReply),
});

export const cancelLaterReply = route({
  method: 'DELETE',
  path: '/later-replies/:id',
  access: 'cases.write',
  summary: 'Take back an answer that has not gone out; its words become your draft again',
  params: ById,
  reply: LaterReply,
});

export const sendLaterReplyNow = route({
  method: 'POST',
  path: '/later-replies/:id/send',
  access: 'cases.write',
  summary: 'Send it now, also when it was held back because the case moved on',
  params: ById,
  reply: LaterReply,
  status: 200,
});

/** How your hands work: how long an answer can be taken back. */
export const HandChoices = Type.Object(
  { undoSeconds: Type.Integer({ minimum: 0, maximum: 60 }) },
  { additionalProperties: false },
);
export type HandChoices = Static<typeof HandChoices>;

export const readHandChoices = route({
  method: 'GET',
  path: '/hand-choices',
  access: 'cases.read',
  summary: 'How long your answers wait before they go out',
  reply: HandChoices,
});

export const chooseHands = route({
  method: 'PUT',
  path: '/hand-choices',
  access: 'cases.read',
  summary: 'Choose how long your answers wait before they go out; 0 sends at once',
  body: HandChoices,
  reply: HandChoices,
});

const Followers = Type.Object({ items: Type.Array(Person), following: Type.Boolean() });

export const listFollowers = route({
  method: 'GET',
  path: '/cases/:id/followers',
  access: 'cases.read',
  summary: 'Who follows a case and is told what happens in it',
  params: CaseRef,
  reply: Followers,
});

const Follower = Type.Object(
  { ...CaseRef.properties, userId: Type.String({ pattern: '^(me|[0-9a-fA-F-]{36})$' }) },
  { additionalProperties: false },
);

export const followCase = route({
  method: 'PUT',
  path: '/cases/:id/followers/:userId',
  access: 'cases.read',
  summary: 'Follow a case (`me`), or have a colleague follow it',
  params: Follower,
  reply: Followers,
});

export const unfollowCase = route({
  method: 'DELETE',
  path: '/cases/:id/followers/:userId',
  access: 'cases.read',
  summary: 'Follow a case no longer',
  params: Follower,
  reply: Followers,
});

const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), { minItems: 1, maxItems: 30 });

/** What is done to many cases; each deed that is given. */
export const BulkDeed = Type.Object(
  {
    state: Type.Optional(OneOf(['open', 'waiting'])),
    teamId: Type.Optional(Nullable(Id)),
    assigneeId: Type.Optional(Nullable(Id)),
    priority: Type.Optional(OneOf(priorities)),
    kind: Type.Optional(OneOf(caseKinds)),
    addTags: Type.Optional(Tags),
    removeTags: Type.Optional(Tags),
    snoozeUntil: Type.Optional(Instant),
    wake: Type.Optional(Type.Boolean()),
    close: Type.Optional(Type.Boolean()),
    reopen: Type.Optional(Type.Boolean()),
    follow: Type.Optional(Type.Boolean()),
    unfollow: Type.Optional(Type.Boolean()),
    macroId: Type.Optional(Id),
  },
  { additionalProperties: false },
);
export type BulkDeed = Static<typeof BulkDeed>;

export const BulkRun = Type.Object({
  id: Id,
  state: OneOf(['running', 'done', 'cancelled', 'undoing', 'undone']),
  total: Type.Integer(),
  done: Type.Integer(),
  refused: Type.Integer(),
  deed: BulkDeed,
  createdAt: Instant,
  endedAt: Nullable(Instant),
  /** The first cases that could not be changed, and why. */
  refusals: Type.Array(Type.Object({ caseId: Id, code: Type.String(), detail: Type.String() })),
});
export type BulkRun = Static<typeof BulkRun>;

export const startBulkRun = route({
  method: 'POST',
  path: '/bulk-runs',
  access: 'cases.write',
  summary: 'Do something to up to 5000 cases, named or by a filter, in the background; can be cancelled and undone',
  body: Type.Object(
    {
      ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 5000 })),
      viewId: Type.Optional(Id),
      filter: Type.Optional(ViewFilter),
      deed: BulkDeed,
    },
    { additionalProperties: false },
  ),
  reply: BulkRun,
});

export const listBulkRuns = route({
  method: 'GET',
  path: '/bulk-runs',
  access: 'cases.write',
  summary: 'What you did to many cases, newest first',
  query: Type.Object({ ...PageQuery }),
  reply: Page(BulkRun),
});

export const readBulkRun = route({
  method: 'GET',
  path: '/bulk-runs/:id',
  access: 'cases.write',
  summary: 'How far it is',
  params: ById,
  reply: BulkRun,
});

export const cancelBulkRun = route({
  method: 'POST',
  path: '/bulk-runs/:id/cancel',
  access: 'cases.write',
  summary: 'Stop it; what was done so far stays and can be undone',
  params: ById,
  reply: BulkRun,
  status: 200,
});

export const undoBulkRun = route({
  method: 'POST',
  path: '/bulk-runs/:id/undo',
  access: 'cases.write',
  summary: 'Lead every case back to what it was; what somebody else changed since stays as he left it',
  params: ById,
  reply: BulkRun,
  status: 200,
});
