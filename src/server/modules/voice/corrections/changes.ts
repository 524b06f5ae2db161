import { putBackMinutes } from '../../../../contract/voice-corrections.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Context } from '../../../context.ts';

/** What was taken back since then may be put back. */
export function putBackSince(ctx: Context): Date {
  return new Date(ctx.now.getTime() - putBackMinutes * 60_000);
}

/** Nobody can put it back: it was never there, is there, or was taken back too long ago. */
export function notTakenBack(): Refusal {
  return new Refusal(
    'not_found',
    'not-taken-back',
    `What was taken back can be put back for ${putBackMinutes} minutes; this was not, or longer ago.`,
    { minutes: putBackMinutes },
  );
}

/** The fields that a change makes different, before and after; dates and numbers are compared by what they say. */
export function differences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const changed = Object.keys(after).filter((key) => said(before[key]) !== said(after[key]));
  const pick = (of: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      changed.map((key) => [key, of[key] instanceof Date ? of[key].toISOString() : (of[key] ?? null)]),
    );
  return { before: pick(before), after: pick(after) };
}

function said(value: unknown): string {
  return value instanceof Date ? value.toISOString() : JSON.stringify(value ?? null);
}
