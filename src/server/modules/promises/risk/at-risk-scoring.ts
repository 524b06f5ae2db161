/** How likely each promise that is due soon is to break, worked out by the clock; whoever keeps one hears of it in time. */
import { sql } from 'kysely';
import { riskFeatures, riskOf, riskReasons } from '../../../../domain/promises/at-risk-model.ts';
import { say } from '../../../catalogue.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { notify } from '../../notifications/index.ts';
import { standingNow, type Stood, stoodColumns } from './at-risk-learning.ts';
import {
  dropRisks,
  findNewestModel,
  findRisk,
  type KeptModel,
  type KeptRisk,
  listToScore,
  saveRisks,
} from './at-risk-queries.ts';
import { calendarsFor } from '../clock-record.ts';

const atOnce = 250;
const mostBatches = 8;
/** From here on it is more likely to break than not. */
export const likelyFrom = 0.5;

/** Works out what is due to be worked out. Answers how many promises it looked at. */
export async function scoreRisks(ctx: Context): Promise<number> {
  const model = await findNewestModel(ctx.db);
  if (model === undefined || !model.in_use) return 0;
  const system = asSystem(ctx, 'promises.risk');
  let looked = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const found = await listToScore(ctx.db, ctx.now, atOnce);
    if (found.length === 0) break;
    await transact(system, (ctx) => scoreBatch(ctx, model, found));
    looked += found.length;
    if (found.length < atOnce) break;
  }
  return looked;
}

async function scoreBatch(
  ctx: WritingContext,
  model: KeptModel,
  found: readonly { id: string; open: boolean }[],
): Promise<void> {
  const ids = found.filter(({ open }) => open).map(({ id }) => id);
  const { rows } = await sql<
    Stood & {
      keeper_id: string | null;
      what: string;
      language: string | null;
      case_id: string | null;
      customer_id: string;
    }
  >`
    select ${stoodColumns}, false as broke, p.keeper_id, p.what, p.case_id, p.customer_id, u.language
    from promises p cross join lateral (select ${ctx.now}::timestamptz as at) t left join cases k on k.id = p.case_id
    left join users u on u.id = p.keeper_id
    where p.id = any(${ids}::uuid[]) and p.state = 'open' and p.due_at is not null and p.due_at > ${ctx.now}
  `.execute(ctx.trx);
  const calendars = await calendarsFor(ctx.trx, rows, []);
  const risks: KeptRisk[] = [];
  for (const row of rows) {
    const features = riskFeatures(standingNow(row, model.model.groups[row.group] ?? model.model.usual, calendars));
    const probability = riskOf(model.model, features);
    const before = probability >= likelyFrom ? await findRisk(ctx.trx, row.id) : undefined;
    if (probability >= likelyFrom && (before === undefined || before.probability < likelyFrom))
      await warn(ctx, row, probability);
    const reasons = riskReasons(model.model, features).slice(0, 4);
    risks.push({
      promise_id: row.id,
      probability,
      reasons: reasons.map(({ feature, raises, pull }) => ({ code: feature, raises, value: Number(pull.toFixed(2)) })),
      at: ctx.now,
      again_at: againAt(ctx.now, row.due_at),
    });
  }
  await saveRisks(ctx.trx, risks);
  const scored = new Set(rows.map(({ id }) => id));
  await dropRisks(
    ctx.trx,
    found.filter(({ id }) => !scored.has(id)).map(({ id }) => id),
  );
}

/** The keeper hears of it once, in time to ask for another hour. */
async function warn(
  ctx: WritingContext,
  row: {
    id: string;
    keeper_id: string | null;
    what: string;
    language: string | null;
    case_id: string | null;
    customer_id: string;
  },
  probability: number,
): Promise<void> {
  await record(ctx, 'promises.likely-to-break', row.id, {
    promiseId: row.id,
    caseId: row.case_id,
    customerId: row.customer_id,
    keeperId: row.keeper_id,
    percent: Math.round(probability * 100),
  });
  if (row.keeper_id === null) return;
  await notify(ctx, {
    userId: row.keeper_id,
    kind: 'alert',
    subject: say(row.language, 'at-risk', 'tell', {
      what: wordsOf(row.what, row.language),
      percent: Math.round(probability * 100),
    }),
    link: `/promises/${row.id}`,
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
    once: `likely-to-break:${row.id}`,
  });
}

function wordsOf(what: string, language: string | null): string {
  return ['first-response', 'next-response', 'resolution'].includes(what)
    ? say(language, 'mail', `acknowledgement.what.${what}`)
    : what;
}

/** The nearer it is due the more often: after a tenth of what is left, between ten minutes and six hours. */
function againAt(now: Date, dueAt: Date): Date {
  const tenth = (+dueAt - +now) / 10;
  return new Date(+now + Math.min(6 * 3_600_000, Math.max(600_000, tenth)));
}
