import type { VoiceSettings } from '../../../contract/voice.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { findSettings, type SettingsRow, updateSettings } from './queries.ts';

/** When and how rarely we ask, and what opens a recovery. */
export async function readSettings(ctx: Context): Promise<VoiceSettings> {
  return show(await findSettings(ctx.db));
}

/** Changes what is given; asks that already wait keep their time. */
export function changeSettings(ctx: Context, input: Partial<VoiceSettings>): Promise<VoiceSettings> {
  return transact(ctx, async (ctx) => {
    const before = show(await findSettings(ctx.trx));
    const after = { ...before, ...input };
    await updateSettings(ctx.trx, {
      ask_after_minutes: after.askAfterMinutes,
      quiet_days: after.quietDays,
      silent_after_days: after.silentAfterDays,
      contact_within_days: after.contactWithinDays,
      close_within_days: after.closeWithinDays,
      complaints_open_recovery: after.complaintsOpenRecovery,
      broken_promises_open_recovery: after.brokenPromisesOpenRecovery,
      reviews_open_recovery: after.reviewsOpenRecovery,
      destinations_open_recovery: after.destinationsOpenRecovery,
    });
    await record(ctx, 'voice.settings-changed', null, { before, after });
    return after;
  });
}

function show(row: SettingsRow): VoiceSettings {
  return {
    askAfterMinutes: row.ask_after_minutes,
    quietDays: row.quiet_days,
    silentAfterDays: row.silent_after_days,
    contactWithinDays: row.contact_within_days,
    closeWithinDays: row.close_within_days,
    complaintsOpenRecovery: row.complaints_open_recovery,
    brokenPromisesOpenRecovery: row.broken_promises_open_recovery,
    reviewsOpenRecovery: row.reviews_open_recovery,
    destinationsOpenRecovery: row.destinations_open_recovery,
  };
}
