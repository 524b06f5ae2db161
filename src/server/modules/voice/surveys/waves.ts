import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Wave } from '../../../../contract/voice-surveys-asking.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { addJob } from '../../../jobs/adding.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { drawSample, findWave, holdWave, listWavesAfter, takePlannedWave, type WaveRow } from './wave-queries.ts';
import { theSurvey } from './surveys.ts';

const day = 86_400_000;

/** Waves of a survey, the latest first. */
export async function listWaves(
  ctx: Context,
  surveyId: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  await theSurvey(ctx, surveyId);
  const limit = query.limit ?? 50;
  const rows = await listWavesAfter(ctx.db, surveyId, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.starts_at.toISOString(), row.id], showWave);
}

/** What a wave is planned with. */
export interface WaveInput {
  name: string;
  startsAt: string;
  share: number;
  seed?: string | undefined;
  strata?: Wave['strata'] | undefined;
  perStratum?: number | undefined;
  tag?: string | undefined;
  activeDays?: number | undefined;
  everyDays?: number | undefined;
}

/**
 * Plans a wave. @throws Refusal invalid when the survey is asked by the house itself, or strata and their size do not fit · conflict
 * while the survey is switched off: the wave would draw people and ask none of them
 */
export function planWave(ctx: Context, surveyId: string, input: WaveInput): Promise<Wave> {
  return transact(ctx, async (ctx) => {
    const survey = await theSurvey(ctx, surveyId);
    if (survey.programme === 'after-case' || survey.programme === 'recovery')
      throw new Refusal('invalid', 'wave-programme', 'This survey is asked after a case; a wave needs another one.');
    if (!survey.active)
      throw new Refusal(
        'conflict',
        'survey-off',
        'This survey is switched off, so a wave would ask nobody. Switch it on first, then plan the wave.',
      );
    if (input.perStratum !== undefined && (input.strata ?? 'none') === 'none')
      throw new Refusal('invalid', 'strata-missing', 'So many of each: of which groups?', { field: 'strata' });
    const row = {
      id: newId(),
      survey_id: surveyId,
      name: input.name.trim(),
      starts_at: new Date(input.startsAt),
      seed: input.seed ?? randomBytes(6).toString('hex'),
      share: input.share,
      strata: input.strata ?? 'none',
      per_stratum: input.perStratum ?? null,
      tag: input.tag ?? null,
      active_days: input.activeDays ?? 365,
      every_days: input.everyDays ?? null,
      created_at: ctx.now,
    };
    await ctx.trx.insertInto('survey_waves').values(row).execute();
    await record(ctx, 'voice.wave-planned', row.id, { surveyId, startsAt: input.startsAt });
    await addJob(ctx, 'voice.tick', {}, { key: `voice.wave:${row.id}`, runAt: row.starts_at });
    return showWave((await findWave(ctx.trx, row.id))!);
  });
}

/** Nobody who was not asked yet is asked. Called off twice it stays so. */
export function callOffWave(ctx: Context, id: string): Promise<Wave> {
  return transact(ctx, async (ctx) => {
    const wave = await holdWave(ctx.trx, id);
    if (wave === undefined) throw new Refusal('not_found', 'wave-not-found', 'There is no such wave.');
    if (wave.state !== 'called-off') {
      await ctx.trx.updateTable('survey_waves').set({ state: 'called-off' }).where('id', '=', id).execute();
      await ctx.trx.deleteFrom('survey_asks_due').where('wave_id', '=', id).execute();
      await record(ctx, 'voice.wave-called-off', id, { surveyId: wave.survey_id });
    }
    return showWave((await findWave(ctx.trx, id))!);
  });
}

/** Draws the next wave whose time has come; its people are asked as they fall due. @returns whether there was one */
export async function drawDueWave(ctx: WritingContext): Promise<boolean> {
  const wave = await takePlannedWave(ctx.trx, ctx.now);
  if (wave === undefined) return false;
  const since = new Date(ctx.now.getTime() - wave.active_days * day);
  const counts = await drawSample(ctx.trx, wave, since, ctx.now);
  const sum = (key: 'eligible' | 'drawn') => counts.reduce((total, each) => total + each[key], 0);
  await ctx.trx
    .updateTable('survey_waves')
    .set({
      state: 'drawn',
      drawn_at: ctx.now,
      eligible: sum('eligible'),
      drawn: sum('drawn'),
      counts: JSON.stringify(counts.slice(0, 200)),
    })
    .where('id', '=', wave.id)
    .execute();
  await record(ctx, 'voice.wave-drawn', wave.id, { surveyId: wave.survey_id, drawn: sum('drawn') });
  if (wave.every_days !== null) await planNext(ctx, wave, wave.every_days);
  return true;
}

function planNext(ctx: WritingContext, wave: WaveRow, everyDays: number) {
  const { name, survey_id, share, strata, per_stratum, tag, active_days } = wave;
  const next = new Date(Math.max(wave.starts_at.getTime() + everyDays * day, ctx.now.getTime() + 60_000));
  return sql`insert into survey_waves (id, survey_id, name, starts_at, seed, share, strata, per_stratum, tag, active_days, every_days, created_at)
    values (${newId()}, ${survey_id}, ${name}, ${next}, ${randomBytes(6).toString('hex')}, ${share}, ${strata}, ${per_stratum}, ${tag}, ${active_days}, ${everyDays}, ${ctx.now})`.execute(
    ctx.trx,
  );
}

function showWave(row: WaveRow): Wave {
  return {
    id: row.id,
    surveyId: row.survey_id,
    name: row.name,
    startsAt: row.starts_at.toISOString(),
    state: row.state as Wave['state'],
    seed: row.seed,
    share: Number(row.share),
    strata: row.strata as Wave['strata'],
    perStratum: row.per_stratum,
    tag: row.tag,
    activeDays: row.active_days,
    everyDays: row.every_days,
    eligible: row.eligible,
    drawn: row.drawn,
    counts: row.counts as Wave['counts'],
    drawnAt: row.drawn_at?.toISOString() ?? null,
  };
}
