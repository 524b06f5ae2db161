import { Type, type Static } from 'typebox';
import { RecordsLink } from './measures.ts';
import { route } from './route.ts';
import { ById, Day, Id, Instant, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

/** Figures that can be mailed. Of the company's surveys any can be named too, as `survey:` and its id. */
export const reportFigures = [
  'moments',
  'trend',
  'typical',
  'promises',
  'hurts',
  'fixes',
  'stays',
  'kept',
  'satisfied',
  'recoveries',
  'touchpoints',
] as const;

const closed = { additionalProperties: false };
const Person = Type.Object({ id: Id, name: Type.String() });

const Rhythm = OneOf(['weekly', 'monthly'] as const);

/** What somebody wished for, as it stands. */
const standing = {
  rhythm: Rhythm,
  weekday: Type.Integer(),
  hour: Type.Integer(),
  figures: Type.Array(Type.String()),
  /** Null when it was stopped. */
  nextAt: Nullable(Instant),
  stoppedAt: Nullable(Instant),
};

/** How the key of a figure is written. */
export const figureKeyPattern = `^(${reportFigures.join('|')}|survey:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`;
const FigureKey = Type.String({ pattern: figureKeyPattern, maxLength: 43 });

/** When figures are mailed and which: weekly on a day of the week, monthly on the first working day, at an hour of one's own zone. */
export const ReportWish = Type.Object(
  {
    rhythm: Rhythm,
    /** 1 = Monday … 7 = Sunday; a monthly mail does not heed it. */
    weekday: Type.Optional(Type.Integer({ minimum: 1, maximum: 7, default: 1 })),
    hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23, default: 8 })),
    figures: Type.Array(FigureKey, { minItems: 1, maxItems: 20, uniqueItems: true }),
  },
  closed,
);
export type ReportWish = Static<typeof ReportWish>;

/** One mail with figures. */
export const Report = Type.Object({
  id: Id,
  reader: Person,
  /** `asked`: somebody wanted it now. */
  rhythm: OneOf(['weekly', 'monthly', 'asked'] as const),
  from: Day,
  to: Day,
  figures: Type.Array(Type.String()),
  /** `withheld`: the reader had lost the right to read figures. `failed`: it could not be written, several times over. */
  state: OneOf(['waiting', 'sent', 'withheld', 'failed'] as const),
  dueAt: Instant,
  sentAt: Nullable(Instant),
  /** Who followed a link in it while signed in, the first of them first. */
  visits: Type.Array(Type.Object({ reader: Person, at: Instant, times: Type.Integer() })),
});
export type Report = Static<typeof Report>;

/** One's own figures by mail. */
export const OwnReports = Type.Object({
  /** Null: never asked for any. */
  wish: Nullable(Type.Object({ ...standing, stoppedBy: Nullable(Person) })),
  timeZone: Type.String(),
  /** What can be wished for; surveys by their names. */
  offered: Type.Array(Type.Object({ key: Type.String(), name: Nullable(Type.String()) })),
  /** The five latest. */
  latest: Type.Array(Report),
  /** Since when none was read, when it would be better to stop; null otherwise. */
  unreadSince: Nullable(Instant),
});
export type OwnReports = Static<typeof OwnReports>;

export const readOwnReports = route({
  method: 'GET',
  path: '/reports/own',
  access: 'measures.read',
  summary: 'Which figures you get by mail and when, what can be wished for, and the latest mails with who read them',
  reply: OwnReports,
});

export const wishForReports = route({
  method: 'PUT',
  path: '/reports/own',
  access: 'measures.read',
  summary: 'Wish for figures by mail, or change when and which',
  body: ReportWish,
  reply: OwnReports,
});

export const stopOwnReports = route({
  method: 'POST',
  path: '/reports/own/stop',
  access: 'signed-in',
  summary: 'Get no more figures by mail',
  reply: Type.Object({ stopped: Type.Boolean() }),
  status: 200,
});

export const sendReportNow = route({
  method: 'POST',
  path: '/reports/now',
  access: 'measures.read',
  summary: 'Mail yourself the figures up to today, at once; a few times an hour at most',
  body: Type.Object({ figures: Type.Optional(ReportWish.properties.figures) }, closed),
  reply: Report,
});

export const visitReport = route({
  method: 'POST',
  path: '/reports/:id/visits',
  access: 'measures.read',
  summary: 'Follow a link of a mail with figures: says where the records are, and notes that you read it',
  params: ById,
  body: Type.Object({ figure: Type.Optional(FigureKey) }, closed),
  reply: Type.Object({ link: Nullable(RecordsLink) }),
  status: 200,
});

export const listReports = route({
  method: 'GET',
  path: '/reports',
  access: 'reports.write',
  summary: 'Mails with figures, newest first: to whom, and who read them',
  query: Type.Object({ ...PageQuery, readerId: Type.Optional(Id) }),
  reply: Page(Report),
});

/** Somebody who gets figures by mail. */
export const ReportReader = Type.Object({
  reader: Person,
  ...standing,
  /** How many mails went out, and how many of them he read. */
  sent: Type.Integer(),
  read: Type.Integer(),
  lastSentAt: Nullable(Instant),
  lastReadAt: Nullable(Instant),
  /** The oldest mail since he last read one. */
  unreadSince: Nullable(Instant),
  /** Nothing read for sixty days. */
  proposeStop: Type.Boolean(),
});
export type ReportReader = Static<typeof ReportReader>;

export const listReportReaders = route({
  method: 'GET',
  path: '/reports/readers',
  access: 'reports.write',
  summary: 'Who gets figures by mail, who reads them, and where it would be better to stop',
  query: Type.Object(PageQuery),
  reply: Page(ReportReader),
});

export const stopReportReader = route({
  method: 'POST',
  path: '/reports/readers/:id/stop',
  access: 'reports.write',
  summary: 'Stop the mails of somebody who does not read them; he is told, and may wish for them again',
  params: ById,
  reply: ReportReader,
  status: 200,
});
