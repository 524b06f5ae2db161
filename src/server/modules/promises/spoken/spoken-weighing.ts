/** What stands in the way of an hour before it is promised: closed doors, a day off, an absence, a full day, another appointment, a policy. */
import type { SpokenWarning } from '../../../../contract/promises-spoken.ts';
import { isOpenAt } from '../../../../domain/promises/business-time.ts';
import { ALWAYS_OPEN, type OpenHours } from '../../../../domain/promises/calendar.ts';
import { openStretches } from '../../../../domain/promises/open-hours.ts';
import { localDayAt, localDayBounds } from '../../../../domain/promises/time-zone.ts';
import type { Context } from '../../../context.ts';
import { calendarVersion } from '../clock-record.ts';
import { readTerms, type Terms } from '../policies/policy-choice.ts';
import { findCaseForPromise, findPeople, isCaseVisible } from '../reading-queries.ts';
import { findAbsenceOver, findSoonestPolicy, listKeptBetween } from './spoken-queries.ts';

/** So many promises on one day are a full day. */
const fullDay = 6;
/** Promises by the minute that lie so close together want one to be in two places. */
const collisionMs = 20 * 60_000;

/** The hours and zone promises of a case and a person are weighed by, read once for several. */
export interface Scales {
  readonly calendar: OpenHours;
  readonly ownCalendar: OpenHours;
  readonly zone: string;
  readonly keeperId: string | null;
  readonly caseId: string | null;
}

/** What is needed to weigh. A case that one may not see counts as none. */
export async function readScales(
  ctx: Context,
  about: { caseId?: string | undefined; keeperId: string | null },
): Promise<Scales> {
  const terms = await readTerms(ctx.db);
  const isSeen = about.caseId !== undefined && (await isCaseVisible(ctx, about.caseId));
  const found = isSeen && about.caseId !== undefined ? await findCaseForPromise(ctx.db, about.caseId) : undefined;
  const [keeper] = about.keeperId === null ? [] : await findPeople(ctx.db, [about.keeperId]);
  const ofTeam = found?.team_id == null ? undefined : terms.teamCalendars.get(found.team_id);
  const calendar = hoursOf(terms, ofTeam ?? terms.defaultCalendar);
  return {
    calendar,
    ownCalendar: keeper?.calendar_id == null ? calendar : hoursOf(terms, keeper.calendar_id),
    zone: keeper?.time_zone ?? calendar?.zone ?? 'UTC',
    keeperId: about.keeperId,
    caseId: found?.id ?? null,
  };
}

/** The warnings for one hour; `byTheMinute` when it is an appointment rather than the end of a day. */
export async function weigh(ctx: Context, scales: Scales, dueAt: Date, byTheMinute = true): Promise<SpokenWarning[]> {
  const warnings: SpokenWarning[] = [];
  if (dueAt <= ctx.now) warnings.push({ code: 'past', values: {} });
  // the moment of closing still belongs to the day
  const justBefore = new Date(dueAt.getTime() - 1);
  const bounds = localDayBounds(scales.zone, localDayAt(scales.zone, justBefore.getTime()));
  if (!isOpenAt(scales.calendar, justBefore) && !isOpenAt(scales.calendar, dueAt))
    warnings.push({ code: 'outside-hours', values: {} });
  else if (scales.ownCalendar !== ALWAYS_OPEN && openStretches(scales.ownCalendar, bounds.from, bounds.to).length === 0)
    warnings.push({ code: 'keeper-off', values: {} });
  if (scales.keeperId !== null) {
    const away = await findAbsenceOver(ctx.db, scales.keeperId, dueAt);
    if (away !== undefined)
      warnings.push({
        code: 'keeper-away',
        values: { name: away.name, ...(away.until_at === null ? {} : { at: away.until_at.toISOString() }) },
      });
    const others = await listKeptBetween(ctx.db, scales.keeperId, new Date(bounds.from), new Date(bounds.to));
    if (others.length >= fullDay) warnings.push({ code: 'load', values: { count: others.length } });
    const close = others.find(
      ({ due_at, kind }) => kind !== 'policy' && Math.abs(Number(due_at) - dueAt.getTime()) < collisionMs,
    );
    if (byTheMinute && close?.due_at != null)
      warnings.push({ code: 'collides', values: { what: close.what, at: close.due_at.toISOString() } });
  }
  const policy = scales.caseId === null ? undefined : await findSoonestPolicy(ctx.db, scales.caseId);
  if (policy?.due_at != null && policy.due_at < dueAt)
    warnings.push({ code: 'policy', values: { clock: policy.clock ?? '', at: policy.due_at.toISOString() } });
  return warnings;
}

function hoursOf(terms: Terms, id: string | null): OpenHours {
  return id === null ? ALWAYS_OPEN : calendarVersion(id, terms.versions.get(id));
}
