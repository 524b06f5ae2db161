import type { RadarReason } from '../../../../contract/radar.ts';
import { dayIn } from '../../../../domain/measures/days.ts';
import { armOf } from '../../../../domain/voice/hold-out.ts';
import {
  brokenWeight,
  moodWeight,
  proposedTouch,
  radarScore,
  rhythmWeight,
  unansweredWeight,
  waitingWeight,
} from '../../../../domain/voice/radar.ts';
import { chanceOfSilence, fitGapPrior, usualGapDays } from '../../../../domain/voice/rhythm.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../../context.ts';
import type { Job } from '../../../jobs/running.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { findCompany as findCompanyPlace } from '../../people/index.ts';
import { judgeRadar } from './radar-judging.ts';
import { countWaiting, holdRadarSettings, insertFinds, lapse, updateRadarSettings } from './radar-queries.ts';
import {
  type Candidate,
  type CaseSign,
  readBrokenInSilence,
  readCandidates,
  readMoods,
  readRhythms,
  readUnanswered,
  readWaitingForUs,
} from './radar-sign-queries.ts';

const day = 86_400_000;
/** Nobody took it for so many days: it makes room for others. */
const lapsesAfter = 3 * day;

interface Seen {
  reasons: RadarReason[];
  caseId: string | null;
}

/** Once a day: judges whose time is over, and looks for those who go quiet, if it is on. */
export const radarJob: Job = {
  name: 'voice.radar',
  work: async (ctx) => {
    await judgeRadar(ctx);
    await scanRadar(ctx);
  },
};

/**
 * Finds customers who seem to go quiet, the likeliest first, as many as each team can speak to today. The lot falls on
 * everybody whose turn it is before anybody sees him; those it leaves alone take no place on the list. A second run on
 * the same day does nothing.
 * @returns how many were put on a list and how many were left alone
 */
export async function scanRadar(ctx: Context): Promise<{ shown: number; held: number }> {
  const system = asSystem(ctx, 'voice.radar');
  const zone = (await findCompanyPlace(ctx.db))?.time_zone ?? 'UTC';
  const today = dayIn(zone, ctx.now);
  // the long reading happens outside of the transaction that holds the settings
  const seen = await readSigns(system);
  const candidates = await readCandidates(system.db, [...seen.keys()], system.now);
  return transact(system, async (ctx) => {
    const settings = await holdRadarSettings(ctx.trx);
    if (!settings.active || settings.last_run_on === today) return { shown: 0, held: 0 };
    await lapse(ctx.trx, new Date(ctx.now.getTime() - lapsesAfter));
    const waiting = new Map((await countWaiting(ctx.trx)).map(({ team_id, n }) => [team_id, n]));
    const ranked = rank(candidates, seen);
    const rows = [];
    for (const found of ranked) {
      const taken = waiting.get(found.team_id) ?? 0;
      if (taken >= settings.daily) continue;
      const arm = armOf(settings.seed, `${found.id} ${today}`, settings.held_out) === 'hold' ? 'held' : 'touch';
      if (arm === 'touch') waiting.set(found.team_id, taken + 1);
      rows.push({
        id: newId(),
        customer_id: found.id,
        team_id: found.team_id,
        found_on: today,
        found_at: ctx.now,
        score: found.score,
        reasons: JSON.stringify(found.reasons),
        value: found.value > 0 ? found.value : null,
        touch: proposedTouch(found.reasons, found),
        case_id: found.caseId,
        arm,
        window_ends_at: new Date(ctx.now.getTime() + settings.window_days * day),
      });
    }
    if (rows.length > 0) await insertFinds(ctx.trx, rows);
    await updateRadarSettings(ctx.trx, { last_run_on: today });
    const shown = rows.filter(({ arm }) => arm === 'touch').length;
    await tellScanned(ctx, today, shown);
    return { shown, held: rows.length - shown };
  });
}

/** How many were left alone is not told: whoever counts could find out whom. */
function tellScanned(ctx: WritingContext, today: string, shown: number): Promise<unknown> {
  return record(ctx, 'voice.radar-scanned', null, { day: today, shown });
}

async function readSigns(ctx: Context): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  const note = (id: string, reason: RadarReason, caseId: string | null = null) => {
    if (reason.weight <= 0) return;
    const known = seen.get(id) ?? { reasons: [], caseId: null };
    known.reasons.push({ ...reason, weight: Math.round(reason.weight * 1000) / 1000 });
    known.caseId ??= caseId;
    seen.set(id, known);
  };
  const rhythms = await readRhythms(ctx.db, ctx.now);
  const prior = fitGapPrior(rhythms);
  for (const { id, gaps, days, silent } of rhythms) {
    const chance = chanceOfSilence(prior, { gaps, days }, silent);
    if (chance === undefined) continue;
    note(id, {
      because: 'rhythm',
      weight: rhythmWeight(chance),
      days: Math.floor(silent),
      everyDays: Math.max(1, Math.round(usualGapDays({ gaps, days }))),
      contacts: gaps + 1,
      chance: Math.round(chance * 1000) / 1000,
    });
  }
  const ofCase = (because: RadarReason['because'], weight: (days: number) => number) => (sign: CaseSign) =>
    note(
      sign.id,
      {
        because,
        weight: weight(sign.days),
        days: Math.floor(sign.days),
        ...(sign.number === null ? {} : { caseNumber: sign.number }),
        ...(sign.what === null ? {} : { what: sign.what }),
      },
      sign.case_id,
    );
  (await readBrokenInSilence(ctx.db, ctx.now)).forEach(ofCase('broken-promise', brokenWeight));
  (await readWaitingForUs(ctx.db, ctx.now)).forEach(ofCase('waits-for-us', waitingWeight));
  (await readUnanswered(ctx.db, ctx.now)).forEach(ofCase('we-wait', unansweredWeight));
  for (const { id, before, now } of await readMoods(ctx.db, ctx.now))
    note(id, { because: 'mood', weight: moodWeight(before, now) });
  return seen;
}

function rank(candidates: readonly Candidate[], seen: ReadonlyMap<string, Seen>) {
  const values = candidates
    .map(({ value }) => value)
    .filter((value) => value > 0)
    .sort((one, other) => one - other);
  const typical = values[Math.floor(values.length / 2)] ?? 0;
  return candidates
    .map((candidate) => {
      const { reasons, caseId } = seen.get(candidate.id)!;
      reasons.sort((one, other) => other.weight - one.weight);
      return { ...candidate, reasons, caseId, score: radarScore(reasons, candidate.value, typical) };
    })
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}
