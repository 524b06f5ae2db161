import { isTimeToLook, judgeTrial, type Trial } from '../../../../domain/voice/hold-out.ts';
import { say } from '../../../catalogue.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { notify } from '../../notifications/index.ts';
import { findCompany } from '../../people/index.ts';
import { countArms, holdRadarSettings, judgeDue, listManagers, updateRadarSettings } from './radar-queries.ts';

const mostAtOnce = 2_000;

/**
 * Judges finds whose window is over, and stops the radar when enough of those left alone show that it does not help, or
 * that it does harm. It is looked at only each time fifty more of them were judged: who looks every day sees chance.
 */
export function judgeRadar(ctx: Context): Promise<void> {
  return transact(asSystem(ctx, 'voice.radar'), async (ctx) => {
    const settings = await holdRadarSettings(ctx.trx);
    const before = await countArms(ctx.trx, ctx.now);
    if ((await judgeDue(ctx.trx, ctx.now, mostAtOnce)) === 0 || !settings.active) return;
    const after = await countArms(ctx.trx, ctx.now);
    if (!isTimeToLook(before.held.judged, after.held.judged)) return;
    const verdict = judgeTrial(trialOf(after, 'returned'), trialOf(after, 'upset'), settings.useful_effect);
    if (verdict === 'harm' || verdict === 'no-useful-effect') await stop(ctx, verdict);
  });
}

/** Both arms as they were drawn, by one outcome. */
export function trialOf(
  arms: Awaited<ReturnType<typeof countArms>>,
  outcome: 'returned' | 'bought' | 'glad' | 'upset',
): Trial {
  return {
    treated: { hits: arms.touch[outcome], trials: arms.touch.judged },
    held: { hits: arms.held[outcome], trials: arms.held.judged },
  };
}

async function stop(ctx: WritingContext, because: 'harm' | 'no-useful-effect'): Promise<void> {
  await updateRadarSettings(ctx.trx, { active: false, stopped_at: ctx.now, stopped_because: because });
  await record(ctx, 'voice.radar-stopped', null, { because });
  const language = (await findCompany(ctx.trx))?.language;
  for (const { id } of await listManagers(ctx.trx))
    await notify(ctx, {
      userId: id,
      kind: 'alert',
      subject: say(language, 'radar', `stopped.${because}`),
      link: '/voice?show=quiet',
      once: `radar-stopped:${ctx.now.toISOString()}`,
    });
}
