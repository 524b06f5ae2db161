/** Promises as they travel. */
import type { PromiseRow } from '../../../contract/promises.ts';
import { businessTimeBetween } from '../../../domain/promises/business-time.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../domain/promises/calendar.ts';
import type { CalendarsByVersion } from './clock-record.ts';
import type { ShownRow } from './reading-queries.ts';

/** One row; `calendars` must know its version. */
export function showPromise(row: ShownRow, now: Date, calendars: CalendarsByVersion): PromiseRow {
  const moved = row.first_due_at !== null && row.due_at?.getTime() !== row.first_due_at.getTime();
  return {
    id: row.id,
    kind: row.kind,
    clock: row.clock,
    what: row.what,
    state: row.state,
    customer: { id: row.customer_id, name: row.customer_name },
    case:
      row.case_id === null || row.case_number === null
        ? null
        : { id: row.case_id, number: row.case_number, subject: row.case_subject ?? '', state: row.case_state ?? '' },
    party:
      row.party_id === null || row.party_side === null
        ? null
        : { id: row.party_id, name: row.party_name ?? '', side: row.party_side, task: row.party_task },
    keeper: row.keeper_id === null ? null : { id: row.keeper_id, name: row.keeper_name ?? '' },
    madeAt: row.made_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    firstDueAt: moved ? (row.first_due_at?.toISOString() ?? null) : null,
    paused: row.paused,
    remainingMinutes: remainingMinutes(row, now, calendars),
    targetMinutes: row.target_minutes,
    atRisk: row.at_risk,
    warned: row.warned,
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.break_reason ?? row.end_reason,
    brokeInSilence: row.broke_in_silence,
    visible: row.visible && row.kind !== 'internal' && row.state !== 'withdrawn',
  };
}

function remainingMinutes(row: ShownRow, now: Date, calendars: CalendarsByVersion): number | null {
  if (row.state !== 'open') return null;
  if (row.paused && row.remaining_ms !== null) return row.remaining_ms / MILLISECONDS_PER_MINUTE;
  if (row.due_at === null) return null;
  const calendar = calendars(row.calendar_id, row.calendar_version);
  return Math.round(businessTimeBetween(calendar, now, row.due_at) / MILLISECONDS_PER_MINUTE);
}
