import { Type, type Static } from 'typebox';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Origin = Type.String({ maxLength: 200, pattern: '^https?://[^/\\s?#@]+$' });
const Minutes = Type.Integer({ minimum: 1, maximum: 60 });

/** How a widget looks and what it does. */
export const WidgetSettings = Type.Object(
  {
    colour: Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }),
    position: OneOf(['right', 'left']),
    theme: OneOf(['page', 'light', 'dark']),
    /** Said first, by language; where a language has none, the widget's own words stand. */
    greetings: Type.Record(Type.String({ pattern: '^(en|de|es|fr|pt)$' }), Type.String({ maxLength: 300 })),
    chat: Type.Boolean(),
    help: Type.Boolean(),
    feedback: Type.Boolean(),
    /** Whether agents see on which page a visitor is: its origin and path, never more. */
    pages: Type.Boolean(),
    /** Minutes without a tab that listens after which an answer goes out by mail. */
    mailAfter: Minutes,
    /** Seconds after which a chat that nobody has answered is marked. */
    overdueAfter: Type.Integer({ minimum: 15, maximum: 3600 }),
  },
  { additionalProperties: false },
);
export type WidgetSettings = Static<typeof WidgetSettings>;

export const Widget = Type.Object({
  id: Id,
  name: Type.String(),
  key: Type.String(),
  origins: Type.Array(Type.String()),
  teamId: Nullable(Id),
  settings: WidgetSettings,
  /** What to paste into the page. */
  tag: Type.String(),
  createdAt: Instant,
});
export type Widget = Static<typeof Widget>;

const Change = {
  name: Type.Optional(Line),
  origins: Type.Optional(Type.Array(Origin, { maxItems: 50 })),
  teamId: Type.Optional(Nullable(Id)),
  settings: Type.Optional(Type.Partial(WidgetSettings)),
};

export const listWidgets = route({
  method: 'GET',
  path: '/widgets',
  access: 'channels.manage',
  summary: 'Widgets for other pages, by name',
  query: Type.Object(PageQuery),
  reply: Page(Widget),
});

export const createWidget = route({
  method: 'POST',
  path: '/widgets',
  access: 'channels.manage',
  summary: 'Make a widget; its secret is told only now',
  body: Type.Object({ ...Change, name: Line }, { additionalProperties: false }),
  reply: Type.Object({ widget: Widget, secret: Type.String() }),
});

export const changeWidget = route({
  method: 'PATCH',
  path: '/widgets/:id',
  access: 'channels.manage',
  summary: 'Change a widget',
  params: ById,
  body: Type.Object(Change, { additionalProperties: false }),
  reply: Widget,
});

export const removeWidget = route({
  method: 'DELETE',
  path: '/widgets/:id',
  access: 'channels.manage',
  summary: 'Remove a widget; its chats stay as cases, and its visitors are forgotten',
  params: ById,
});

export const renewWidgetSecret = route({
  method: 'POST',
  path: '/widgets/:id/secret',
  access: 'channels.manage',
  summary: 'Give a widget a new secret; tokens signed by the old one are refused from now on',
  params: ById,
  reply: Type.Object({ secret: Type.String() }),
});

/** What an agent sees of the person at the other end of a chat. */
export const CaseChat = Type.Object({
  /** A tab of his listens now. */
  here: Type.Boolean(),
  typing: Type.Boolean(),
  lastSeenAt: Instant,
  /** Everything that was said up to here has been on his screen. */
  readAt: Nullable(Instant),
  page: Nullable(Type.String()),
  language: Nullable(Type.String()),
  email: Nullable(Type.String()),
  verifiedBy: Nullable(OneOf(['host', 'code'])),
  startedAt: Instant,
  withinHours: Type.Boolean(),
  firstAnsweredAt: Nullable(Instant),
  /** Since when what he asked last has no answer; null when nothing waits for one. */
  waitingSince: Nullable(Instant),
  /** When that had waited for longer than the widget allows. */
  overdueAt: Nullable(Instant),
  endedAt: Nullable(Instant),
  banned: Type.Boolean(),
});
export type CaseChat = Static<typeof CaseChat>;

export const readCaseChat = route({
  method: 'GET',
  path: '/cases/:id/chat',
  access: 'cases.read',
  summary: 'Who is at the other end of a chat; null for a case that is none',
  params: ById,
  reply: Type.Object({ chat: Nullable(CaseChat) }),
});

export const banVisitor = route({
  method: 'PUT',
  path: '/cases/:id/chat/ban',
  access: 'cases.write',
  summary: 'Take nothing more from this visitor, or take from him again',
  params: ById,
  body: Type.Object({ banned: Type.Boolean() }, { additionalProperties: false }),
  reply: Type.Object({ chat: Nullable(CaseChat) }),
});
