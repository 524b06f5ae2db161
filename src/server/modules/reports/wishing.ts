import { type OwnReports, type Report, reportFigures, type ReportWish } from '../../../contract/reports.ts';
import { dayIn, shiftDay } from '../../../domain/measures/days.ts';
import { nextReportAt } from '../../../domain/measures/report-times.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { placeOfUser } from '../practice/index.ts';
import { listSurveys } from '../voice/index.ts';
import { countAskedSince, findReport, findWish, insertReport, listReportsAfter, saveWish } from './queries.ts';
import { readerOf } from './reader.ts';
import { isLongUnread, showReports, showWish } from './showing.ts';
import { listReaders } from './visit-queries.ts';

const latestShown = 5;
const mostSurveys = 50;
const mostAnHour = 6;

/** What one gets by mail, what one could wish for, and the latest mails. */
export async function readOwn(ctx: Context): Promise<OwnReports> {
  const userId = readerOf(ctx);
  const [wish, { zone }, surveys, latest, readers] = await Promise.all([
    findWish(ctx.db, userId),
    placeOfUser(ctx, userId),
    surveysOf(ctx),
    listReportsAfter(ctx.db, { readerId: userId, limit: latestShown }),
    listReaders(ctx.db, { userId, limit: 1 }),
  ]);
  const stoppedBy = wish?.stopped_by == null ? undefined : await nameOf(ctx, wish.stopped_by);
  const reader = readers[0];
  const unread = reader !== undefined && reader.next_at !== null && isLongUnread(reader, ctx.now);
  return {
    wish: wish === undefined ? null : { ...showWish(wish), stoppedBy: stoppedBy ?? null },
    timeZone: zone,
    offered: [
      ...reportFigures.map((key) => ({ key, name: null })),
      ...surveys.map(({ id, name }) => ({ key: `survey:${id}`, name })),
    ],
    latest: await showReports(ctx.db, latest),
    unreadSince: unread ? (reader.unread_since?.toISOString() ?? null) : null,
  };
}

/** Wishes for figures by mail, or changes when and which. A wish after a stop starts anew. */
export function wishFor(ctx: Context, wish: ReportWish): Promise<OwnReports> {
  const userId = readerOf(ctx);
  return transact(ctx, async (ctx) => {
    await refuseUnknown(ctx, wish.figures);
    const { zone, calendar } = await placeOfUser(ctx, userId);
    const when = { rhythm: wish.rhythm, weekday: wish.weekday ?? 1, hour: wish.hour ?? 8 };
    const nextAt = nextReportAt(ctx.now, zone, when, calendar);
    await saveWish(ctx.trx, { user_id: userId, ...when, figures: wish.figures, next_at: nextAt, made_at: ctx.now });
    await record(ctx, 'reports.wished', userId, { ...when, figures: wish.figures, nextAt: nextAt.toISOString() });
    return readOwn(ctx);
  });
}

/** Mails oneself the figures up to yesterday, at once: those one has wished for, unless told. */
export function sendNow(ctx: Context, wanted: { figures?: string[] | undefined }): Promise<Report> {
  const userId = readerOf(ctx);
  return transact(ctx, async (ctx) => {
    const figures = wanted.figures ?? (await findWish(ctx.trx, userId))?.figures;
    if (figures === undefined)
      throw new Refusal('invalid', 'no-figures', 'Say which figures: there is no wish of yours yet.', {
        field: 'figures',
      });
    await refuseUnknown(ctx, figures);
    if ((await countAskedSince(ctx.trx, userId, new Date(ctx.now.getTime() - 3_600_000))) >= mostAnHour)
      throw new Refusal('too_many', 'reports-often', `At most ${mostAnHour} an hour; the last one is on its way.`);
    const { zone } = await placeOfUser(ctx, userId);
    const today = dayIn(zone, ctx.now);
    const id = newId();
    await insertReport(ctx.trx, {
      id,
      user_id: userId,
      rhythm: 'asked',
      from_day: shiftDay(today, -7),
      to_day: shiftDay(today, -1),
      figures,
      due_at: ctx.now,
    });
    await addJob(ctx, 'reports.send', {}, { key: 'reports.send' });
    const made = await findReport(ctx.trx, id);
    return (await showReports(ctx.trx, made === undefined ? [] : [made]))[0]!;
  });
}

/** A figure of a survey that is not there cannot be wished for. */
async function refuseUnknown(ctx: Context, figures: readonly string[]): Promise<void> {
  const ids = figures.flatMap((key) => (key.startsWith('survey:') ? [key.slice('survey:'.length)] : []));
  if (ids.length === 0) return;
  const known = new Set((await surveysOf(ctx)).map(({ id }) => id));
  if (!ids.every((id) => known.has(id)))
    throw new Refusal('invalid', 'survey-unknown', 'There is no such survey, or you may not read it.', {
      field: 'figures',
    });
}

/** The surveys whose figures one may wish for, by name. */
export async function surveysOf(ctx: Context): Promise<{ id: string; name: string }[]> {
  if (ctx.actor.kind !== 'staff' || !mayRole(ctx.actor.role, 'voice.read')) return [];
  return (await listSurveys(ctx, { limit: mostSurveys })).items;
}

async function nameOf(ctx: Context, userId: string): Promise<{ id: string; name: string } | undefined> {
  return ctx.db.selectFrom('users').select(['id', 'name']).where('id', '=', userId).executeTakeFirst();
}
