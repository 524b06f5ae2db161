import type { Explanation as WireExplanation } from '../../../contract/calendars.ts';
import type { ExplainedDay, Explanation } from '../../../domain/promises/explanation.ts';
import { explainClock } from '../../../domain/promises/explanation.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { deadlineBy } from './calendars.ts';

const minute = 60_000;

/** When so many open minutes from a moment are over by a calendar, and why, before anything is promised by it. */
export async function previewDeadline(ctx: Context, id: string, input: { from?: string | undefined; minutes: number }) {
  const from = input.from === undefined ? ctx.now : new Date(input.from);
  const { row, calendar, dueAt } = await deadlineBy(ctx, id, from, input.minutes);
  const explanation = explainClock(
    {
      target: { kind: 'business_time', milliseconds: input.minutes * minute },
      calendar,
      facts: [{ kind: 'started', at: from }],
    },
    from,
  );
  if (explanation === null) throw new Refusal('invalid', 'duration_invalid', 'There is nothing to count.');
  return { dueAt: dueAt.toISOString(), explanation: showExplanation(explanation, row) };
}

/** An explanation as it travels: instants as text, lengths in minutes. */
export function showExplanation(
  explanation: Explanation,
  calendar: { id: string; name: string; version: number } | null,
): WireExplanation {
  const { target } = explanation;
  return {
    zone: explanation.zone,
    calendar: calendar === null ? null : { id: calendar.id, name: calendar.name, version: calendar.version },
    targetMinutes: target.kind === 'business_time' ? target.milliseconds / minute : null,
    startedAt: explanation.startedAt.toISOString(),
    dueAt: explanation.dueAt?.toISOString() ?? null,
    endedAt: explanation.endedAt?.toISOString() ?? null,
    days: explanation.days.map(showDay),
  };
}

function showDay(day: ExplainedDay): WireExplanation['days'][number] {
  return {
    date: day.date,
    open: day.open.map(showPiece),
    counted: day.counted.map(showPiece),
    paused: day.paused.map((piece) => ({ ...showPiece(piece), reason: piece.reason })),
    willCount: day.willCount.map(showPiece),
    countedMinutes: day.countedOfDay / minute,
    soFarMinutes: day.soFar / minute,
    notes: day.notes.map(({ code, values }) => ({ code, values: { ...values } })),
  };
}

function showPiece(piece: { from: Date; to: Date }) {
  return { from: piece.from.toISOString(), to: piece.to.toISOString() };
}
