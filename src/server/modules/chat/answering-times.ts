import { isOpenAt, nextOpen } from '../../../domain/promises/business-time.ts';
import type { Answering, WidgetStart } from '../../../contract/widget.ts';
import type { Static } from 'typebox';
import type { Context } from '../../context.ts';
import { findCompany } from '../people/index.ts';
import { findHours, listAnswerMinutes, type WidgetRow } from './widget-queries.ts';

/** Fewer chats than this say nothing about the next one. */
const enough = 5;

/** How a widget looks, and what can honestly be said about when an answer comes. */
export async function startWidget(ctx: Context, widget: WidgetRow): Promise<WidgetStart> {
  const { mailAfter: _mail, overdueAfter: _overdue, ...settings } = widget.settings;
  return {
    company: (await findCompany(ctx.db))?.name ?? 'Kept',
    settings,
    answering: await answeringNow(ctx, widget),
  };
}

/**
 * Whether the team's calendar is open now, when it opens next, and the median minutes to the first answer of the last chats
 * that began within hours: measured, never wished for, and null while there are fewer than five.
 */
async function answeringNow(ctx: Context, widget: WidgetRow): Promise<Static<typeof Answering>> {
  const hours = await findHours(ctx.db, widget.team_id);
  const open = isOpenAt(hours, ctx.now);
  return {
    open,
    opensAt: open ? null : opensAt(hours, ctx.now),
    minutes: median(await listAnswerMinutes(ctx.db, widget.id, ctx.now)),
  };
}

function opensAt(hours: Parameters<typeof nextOpen>[0], now: Date): string | null {
  try {
    return nextOpen(hours, now).toISOString();
  } catch {
    // a calendar that never opens again
    return null;
  }
}

function median(minutes: readonly number[]): number | null {
  if (minutes.length < enough) return null;
  const sorted = minutes.toSorted((one, other) => one - other);
  return Math.max(1, Math.ceil(sorted[Math.floor(sorted.length / 2)]!));
}
