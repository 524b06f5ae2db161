/** What a promise page says of the risk: how likely, why, and a renegotiation drafted in the customer's words. */
import { askedTime } from '../../../../domain/promises/asked-time.ts';
import { FEWEST_TO_LEARN } from '../../../../domain/promises/at-risk-model.ts';
import { addBusinessTime, businessTimeBetween } from '../../../../domain/promises/business-time.ts';
import type { OpenHours } from '../../../../domain/promises/calendar.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { closestLanguage, say } from '../../../catalogue.ts';
import type { Context } from '../../../context.ts';
import { findNewestModel, findRisk } from './at-risk-queries.ts';
import { calendarsFor } from '../clock-record.ts';
import { findPresentQuotes } from '../estimates/estimate-queries.ts';
import { momentWords } from '../../../moment-words.ts';
import { notFound } from '../moving.ts';
import { findShownById, type ShownRow } from '../reading-queries.ts';

const quarter = 15 * 60_000;
const hour = 3_600_000;

/**
 * The risk of one promise, with what may be said to the customer instead.
 * @throws Refusal not_found `promise-not-found`
 */
export async function readPromiseRisk(ctx: Context, id: string) {
  const row = await findShownById(ctx, id);
  if (row === undefined) throw notFound();
  const [risk, model] = [await findRisk(ctx.db, id), await findNewestModel(ctx.db)];
  const asked = await ctx.db
    .selectFrom('promises')
    .select(['asked_to_move_at', 'asked_to_move'])
    .where('id', '=', id)
    .executeTakeFirst();
  const probability = row.state === 'open' && model?.in_use === true ? (risk?.probability ?? null) : null;
  return {
    probability,
    word: wordOf(probability),
    at: risk?.at.toISOString() ?? null,
    reasons: probability === null || !Array.isArray(risk?.reasons) ? [] : risk.reasons,
    learnedFrom: model?.n ?? 0,
    fewest: FEWEST_TO_LEARN,
    asked:
      asked?.asked_to_move_at == null
        ? null
        : { at: asked.asked_to_move_at.toISOString(), words: asked.asked_to_move ?? '' },
    draft: await draftOf(
      ctx,
      row,
      asked?.asked_to_move_at == null ? null : { at: asked.asked_to_move_at, words: asked.asked_to_move ?? '' },
    ),
  };
}

type RiskWord = 'unknown' | 'unlikely' | 'possible' | 'likely' | 'very likely';

function wordOf(probability: number | null): RiskWord {
  if (probability === null) return 'unknown';
  if (probability < 0.2) return 'unlikely';
  if (probability < 0.5) return 'possible';
  return probability < 0.8 ? 'likely' : 'very likely';
}

/**
 * Another hour and the words for it, while the present one is still ahead: the one the customer asked for, if his words name one;
 * else from the estimate of the case where there is one. Who asked for it himself is not told that we are late.
 */
async function draftOf(ctx: Context, row: ShownRow, asked: { at: Date; words: string } | null) {
  if (row.state !== 'open' || row.kind === 'estimate' || row.kind === 'internal' || row.due_at === null) return null;
  if (row.due_at <= ctx.now) return null;
  const [quote] = row.case_id === null ? [] : (await findPresentQuotes(ctx.db, [row.case_id])).toReversed();
  const isEstimated =
    quote !== undefined &&
    quote.likely_at > row.due_at &&
    row.clock !== 'first-response' &&
    row.clock !== 'next-response';
  const customer = await ctx.db
    .selectFrom('customers')
    .leftJoin('company', (join) => join.onTrue())
    .select((eb) => [
      'customers.name',
      eb.fn.coalesce('customers.language', 'company.language').as('language'),
      eb.fn.coalesce('customers.time_zone', 'company.time_zone').as('zone'),
    ])
    .where('customers.id', '=', row.customer_id)
    .executeTakeFirst();
  const language = customer?.language ?? null;
  const hours = (await calendarsFor(ctx.db, [row], []))(row.calendar_id, row.calendar_version);
  const wished =
    asked === null
      ? null
      : askedTime(asked.words, {
          at: asked.at,
          timeZone: customer?.zone ?? 'UTC',
          calendar: hours,
          language: closestLanguage(language),
        });
  // an hour that has gone by while the question lay here is no proposal
  const suits = wished !== null && wished > ctx.now ? wished : null;
  const dueAt = onTheQuarter(suits ?? (isEstimated ? quote.likely_at : sameTimeAgain(row, hours)));
  if (dueAt === null) return null;
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(language, 'at-risk', `draft.${key}`, values);
  const what = row.clock === null ? row.what : say(language, 'mail', `acknowledgement.what.${row.clock}`);
  const why =
    asked === null
      ? text(isEstimated ? 'why-estimate' : 'why', { n: quote?.resolved ?? 0 })
      : text('why-asked', { words: asked.words });
  const from = suits !== null ? ('asked' as const) : isEstimated ? ('estimate' as const) : ('same time again' as const);
  return {
    dueAt: dueAt.toISOString(),
    from,
    why,
    message: text(asked === null ? 'message' : suits === null ? 'message-asked' : 'message-suits', {
      name: customer?.name ?? '',
      what,
      from: momentWords(row.due_at, language, customer?.zone ?? null),
      to: momentWords(dueAt, language, customer?.zone ?? null),
      why,
    }),
    language: closestLanguage(language),
  };
}

/** As much working time again as was promised, from the present hour on: at least two hours, at most five working days. */
function sameTimeAgain(row: ShownRow, hours: OpenHours): Date | null {
  const whole = businessTimeBetween(hours, row.made_at, row.due_at!);
  const more = Math.min(Math.max(whole / 2, 2 * hour), 40 * hour);
  try {
    return addBusinessTime(hours, row.due_at!, more);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function onTheQuarter(at: Date | null): Date | null {
  return at === null ? null : new Date(Math.ceil(+at / quarter) * quarter);
}
