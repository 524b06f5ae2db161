import { setImmediate as others } from 'node:timers/promises';
import { dayIn } from '../../../domain/measures/days.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import type { ToldFigure } from '../../../figures/told.ts';
import { closestLanguage, say, speakerOf } from '../../catalogue.ts';
import { asSystem, type Context, transact } from '../../context.ts';
import type { ComposedAttachment } from '../../mail/composing.ts';
import { drawPicture } from '../../pictures/drawing.ts';
import { record } from '../../store/events.ts';
import { queueMail } from '../channels/index.ts';
import { notify } from '../notifications/index.ts';
import { findColleague } from '../people/index.ts';
import { endWaiting, findWish, noteWithheld, type ReportRow, setOutbox, takeWaiting } from './queries.ts';
import { isLongUnread } from './showing.ts';
import { stopAddress } from './stopping.ts';
import { decidedAfter } from './deciding.ts';
import { rightFor, tellFigures } from './telling.ts';
import { listReaders } from './visit-queries.ts';
import { type PictureInMail, writeReport } from './writing.ts';

/** Who dies while writing lets another have the mail after this, in milliseconds; a mail that cannot be written waits as long. */
const lease = 10 * 60_000;
const mostAttempts = 5;
/** Pixels it is drawn in: so few that its words can be read on a telephone, where a mail is 330 wide. */
const pictureWidth = 440;

interface Reader {
  email: string;
  name: string;
  language: string;
  time_zone: string;
  active: boolean;
}

/**
 * Writes and sends what waits, one after the other. A mail is taken on by one node, written without holding anything, and put into the
 * outbox in the transaction that ends its waiting: after a crash it is written again, and goes out once.
 */
export async function sendWaitingReports(ctx: Context): Promise<void> {
  const failed: unknown[] = [];
  for (;;) {
    const report = await takeWaiting(ctx.db, ctx.now, new Date(ctx.now.getTime() + lease));
    if (report === undefined) break;
    try {
      await sendOne(ctx, report);
    } catch (error) {
      failed.push(error);
      if (report.attempts >= mostAttempts) await giveUp(ctx, report);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} mails with figures could not be written.`);
}

async function sendOne(ctx: Context, report: ReportRow): Promise<void> {
  const reader = await ctx.db
    .selectFrom('users')
    .select(['email', 'name', 'language', 'time_zone', 'active'])
    .where('id', '=', report.user_id)
    .executeTakeFirst();
  const colleague = await findColleague(ctx.db, report.user_id);
  if (reader === undefined || colleague === undefined) return withhold(ctx, report);
  if (!report.figures.some((key) => mayRole(colleague.role, rightFor(key)))) return withhold(ctx, report, reader);
  const language = closestLanguage(reader.language);
  const words = speakerOf(language);
  const { told, left } = await tellFigures(
    { ...ctx, actor: colleague },
    colleague.role,
    { figures: report.figures, to: report.to_day },
    words,
    language,
  );
  const drawn = await draw(report.id, told);
  const decided = await decidedAfter(
    ctx,
    told.map(({ key }) => key),
  );
  const unread = (await listReaders(ctx.db, { userId: report.user_id, limit: 1 }))[0];
  const mail = writeReport(
    {
      id: report.id,
      name: reader.name,
      language,
      rhythm: report.rhythm,
      from: report.from_day,
      to: report.to_day,
      figures: drawn.figures.map((each) => {
        const last = decided.get(each.key);
        return {
          ...each,
          decided:
            last === undefined
              ? undefined
              : { words: last.decided, name: last.by?.name ?? '', on: dayIn(reader.time_zone, new Date(last.at)) },
        };
      }),
      left: left.map((key) => words(key.startsWith('survey:') ? 'reports:gone' : nameKey(key))),
      url: ctx.url,
      stopUrl: stopAddress(ctx, report.user_id),
      unreadSince:
        unread?.unread_since != null && isLongUnread(unread, ctx.now)
          ? dayIn(reader.time_zone, unread.unread_since)
          : undefined,
    },
    words,
  );
  await transact(asSystem(ctx, 'reports'), async (ctx) => {
    const links = Object.fromEntries(told.map(({ key, figure }) => [key, figure.records.link]));
    const figures = told.map(({ key }) => key);
    if (!(await endWaiting(ctx.trx, report.id, { state: 'sent', at: ctx.now, figures, links }))) return;
    const { outboxId } = await queueMail(ctx, {
      purpose: 'other',
      to: [{ address: reader.email, name: reader.name }],
      ...mail,
      attachments: drawn.attachments,
      automatic: 'auto-generated',
      listUnsubscribe: { url: stopAddress(ctx, report.user_id), oneClick: true },
    });
    await setOutbox(ctx.trx, report.id, outboxId);
    await noteWithheld(ctx.trx, report.user_id, null);
    await record(ctx, 'reports.sent', report.id, {
      reportId: report.id,
      userId: report.user_id,
      rhythm: report.rhythm,
      from: report.from_day,
      to: report.to_day,
      figures,
    });
  });
}

/** Each picture once, with room for others between two of them: drawing takes the whole process for some hundredths of a second. */
async function draw(id: string, told: readonly { key: string; figure: ToldFigure }[]) {
  const attachments: ComposedAttachment[] = [];
  const figures: { key: string; figure: ToldFigure; picture: PictureInMail | undefined }[] = [];
  for (const { key, figure } of told) {
    await others();
    const drawn = figure.picture === undefined ? undefined : await drawPicture(figure.picture, pictureWidth);
    if (drawn === undefined) {
      figures.push({ key, figure, picture: undefined });
      continue;
    }
    const name = key.replace(':', '-');
    const contentId = `${name}.${id}@figures`;
    attachments.push({ filename: `${name}.png`, contentType: 'image/png', content: drawn.png, contentId });
    figures.push({ key, figure, picture: { contentId, names: drawn.names } });
  }
  return { attachments, figures };
}

/** The catalogue's name of a figure: the question it answers. */
function nameKey(key: string): string {
  return ['kept', 'satisfied', 'recoveries', 'touchpoints'].includes(key)
    ? `reports:ask.${key}`
    : `progress:ask.${key}`;
}

/** Whoever may not read figures any more gets none, and is told so once; whoever is off is told nothing. */
function withhold(ctx: Context, report: ReportRow, reader?: Reader): Promise<void> {
  return transact(asSystem(ctx, 'reports'), async (ctx) => {
    if (!(await endWaiting(ctx.trx, report.id, { state: 'withheld', at: ctx.now }))) return;
    await record(ctx, 'reports.withheld', report.id, { reportId: report.id, userId: report.user_id });
    if (reader === undefined) return;
    const wish = await findWish(ctx.trx, report.user_id);
    if (wish === undefined || wish.withheld_at !== null) return;
    await noteWithheld(ctx.trx, report.user_id, ctx.now);
    const words = (key: string) => say(reader.language, 'reports', key);
    await notify(ctx, {
      userId: report.user_id,
      kind: 'alert',
      subject: words('withheld.subject'),
      text: words('withheld.text'),
      once: `reports-withheld:${report.id}`,
      mailed: true,
    });
    await queueMail(ctx, {
      purpose: 'other',
      to: [{ address: reader.email, name: reader.name }],
      subject: words('withheld.subject'),
      text: [words('withheld.text'), `${words('mail.stop')}: ${stopAddress(ctx, report.user_id)}`].join('\n\n'),
      automatic: 'auto-generated',
    });
  });
}

function giveUp(ctx: Context, report: ReportRow): Promise<void> {
  return transact(asSystem(ctx, 'reports'), async (ctx) => {
    if (!(await endWaiting(ctx.trx, report.id, { state: 'failed', at: ctx.now }))) return;
    await record(ctx, 'reports.failed', report.id, { reportId: report.id, userId: report.user_id });
  });
}
