import { shareFigure } from '../../../../contract/figures.ts';
import type { RadarFind, RadarReport, RadarSettings } from '../../../../contract/radar.ts';
import { judgeTrial, lookEvery, trialDifference } from '../../../../domain/voice/hold-out.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { trialOf } from './radar-judging.ts';
import {
  countArms,
  countOutcomes,
  findRadarSettings,
  holdRadarSettings,
  type RadarSettingsRow,
  updateRadarSettings,
} from './radar-queries.ts';

/** Whether the radar helps: everybody on a list against everybody the lot left alone, taken or not. */
export async function readRadarReport(ctx: Context): Promise<RadarReport> {
  const settings = await findRadarSettings(ctx.db);
  const arms = await countArms(ctx.db, ctx.now);
  const difference = (outcome: 'returned' | 'bought' | 'glad' | 'upset') => {
    const found = trialDifference(trialOf(arms, outcome));
    return found === undefined ? null : { value: found.difference, ...found.interval };
  };
  const arm = (counts: (typeof arms)['held']) => ({
    found: counts.found,
    judged: counts.judged,
    returned: shareFigure(counts.returned, counts.judged),
    bought: shareFigure(counts.bought, counts.judged),
    glad: shareFigure(counts.glad, counts.judged),
    upset: shareFigure(counts.upset, counts.judged),
  });
  return {
    settings: show(settings),
    lastRunOn: settings.last_run_on,
    stoppedAt: settings.stopped_at?.toISOString() ?? null,
    stoppedBecause: settings.stopped_because as RadarReport['stoppedBecause'],
    say: judgeTrial(trialOf(arms, 'returned'), trialOf(arms, 'upset'), settings.useful_effect),
    touched: arm(arms.touch),
    left: arm(arms.held),
    returned: difference('returned'),
    bought: difference('bought'),
    glad: difference('glad'),
    upset: difference('upset'),
    outcomes: (await countOutcomes(ctx.db, ctx.now)).map(({ state, n }) => ({ state: state as RadarFind['state'], n })),
    neededLeft: lookEvery,
  };
}

/** Switches it on or off, and says how long its list may be. Switched on again it goes on from what is known. */
export function changeRadarSettings(
  ctx: Context,
  input: { [Key in keyof RadarSettings]?: RadarSettings[Key] | undefined },
): Promise<RadarSettings> {
  return transact(ctx, async (ctx) => {
    const before = await holdRadarSettings(ctx.trx);
    const { active, daily, heldOut, usefulEffect, windowDays } = input;
    const change = {
      ...(daily === undefined ? {} : { daily }),
      ...(heldOut === undefined ? {} : { held_out: heldOut }),
      ...(usefulEffect === undefined ? {} : { useful_effect: usefulEffect }),
      ...(windowDays === undefined ? {} : { window_days: windowDays }),
      ...(active === undefined || active === before.active
        ? {}
        : active
          ? { active, stopped_at: null, stopped_because: null }
          : { active, stopped_at: ctx.now, stopped_because: 'by-hand' }),
    };
    if (Object.keys(change).length > 0) {
      await updateRadarSettings(ctx.trx, change);
      await record(ctx, 'voice.radar-settings-changed', null, { changed: Object.keys(change) });
    }
    return show(await findRadarSettings(ctx.trx));
  });
}

function show(row: RadarSettingsRow): RadarSettings {
  return {
    active: row.active,
    daily: row.daily,
    heldOut: row.held_out,
    usefulEffect: row.useful_effect,
    windowDays: row.window_days,
  };
}
