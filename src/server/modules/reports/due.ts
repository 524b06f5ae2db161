import { nextReportAt, reportPeriod } from '../../../domain/measures/report-times.ts';
import { type Context, transact } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { placeOfUser } from '../practice/index.ts';
import { insertReport, moveWish, takeDueWish } from './queries.ts';

const hour = 3_600_000;
/** Figures that could not be sent for so long (the house stood still, the account was off) are no news any more. */
const stale = { weekly: 3 * 24 * hour, monthly: 10 * 24 * hour };

/**
 * Notes a mail for everybody whose time has come, and when the next one is. One transaction a person: the note and the next time stand
 * together, so that neither a second node nor an end in between makes two of one period or loses one.
 */
export async function makeDueReports(ctx: Context): Promise<void> {
  while (await makeNext(ctx));
}

function makeNext(ctx: Context): Promise<boolean> {
  return transact(ctx, async (ctx) => {
    const wish = await takeDueWish(ctx.trx, ctx.now);
    if (wish === undefined || wish.next_at === null) return false;
    const { zone, calendar } = await placeOfUser(ctx, wish.user_id);
    if (ctx.now.getTime() - wish.next_at.getTime() <= stale[wish.rhythm]) {
      const { from, to } = reportPeriod(wish.next_at, zone, wish.rhythm);
      await insertReport(ctx.trx, {
        id: newId(),
        user_id: wish.user_id,
        rhythm: wish.rhythm,
        from_day: from,
        to_day: to,
        figures: wish.figures,
        due_at: ctx.now,
      });
    }
    await moveWish(ctx.trx, wish.user_id, nextReportAt(ctx.now, zone, wish, calendar));
    return true;
  });
}
