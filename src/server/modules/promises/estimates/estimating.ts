/**
 * Gives cases their estimate: by when half, and eight in ten, of such cases are solved, in working time turned into dates
 * by the calendar of the team. An estimate is a promise of its own kind: it is kept by solving, renegotiated by a new
 * estimate before it lapses, and broken by silence, like any other.
 */
import { quoteFromCurves } from '../../../../domain/measures/estimate-curve.ts';
import { type CaseTraits, groupKeys, teamKey } from '../../../../domain/measures/estimate-groups.ts';
import { addBusinessTime, businessTimeBetween } from '../../../../domain/promises/business-time.ts';
import { MILLISECONDS_PER_MINUTE, type OpenHours } from '../../../../domain/promises/calendar.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { WritingContext } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { calendarVersion } from '../clock-record.ts';
import {
  type Concerned,
  findConcerned,
  findCurves,
  findPresentQuotes,
  insertQuotes,
  saveEstimateCases,
  showOnCases,
  supersedeQuotes,
} from './estimate-queries.ts';
import type { EstimateCase, QuoteRow } from './estimate-rows.ts';
import { tellNewEstimate } from './estimate-telling.ts';
import { addFact, addPromise, type Ledger, openLedger, saveLedger, settle, tell } from '../ledger.ts';
import { holdPromisesById } from '../ledger-queries.ts';
import { readTerms, type Terms } from '../policies/policy-choice.ts';

/** What an estimate is called in the ledger; every screen and mail has its own words for it. */
const estimateWord = 'estimate';

const minute = MILLISECONDS_PER_MINUTE;
/** Where nothing could be quoted it is tried again after so long, spread so that not all come at once. */
const tryAgain = 6 * 60 * minute;
/** A new estimate is given when a tenth of the time is left, but no less than this; of a short one, half. */
const leastGuard = 30;

/**
 * Quotes open cases, new or again. Whatever cannot be quoted is looked at again later and says why.
 * @param rows cases in hand, held by the caller; their `look_at` is set anew
 * @returns how many estimates were given
 */
export async function quoteCases(ctx: WritingContext, rows: readonly EstimateCase[]): Promise<number> {
  if (rows.length === 0) return 0;
  const ids = rows.map(({ case_id }) => case_id);
  const present = new Map((await findPresentQuotes(ctx.trx, ids)).map((quote) => [quote.case_id, quote]));
  const concerned = await findConcerned(ctx.trx, ids);
  const terms = await readTerms(ctx.trx);
  const promises = [...present.values()].flatMap(({ promise_id }) => promise_id ?? []);
  const ledger = await openLedger(ctx.trx, await holdPromisesById(ctx.trx, promises));
  const answers = await readAnswers(ctx, rows, terms);
  const quotes: QuoteRow[] = [];
  for (const row of rows) {
    const answer = answers.get(row.case_id);
    const about = concerned.get(row.case_id);
    if (answer === undefined || about === undefined) continue;
    const before = present.get(row.case_id);
    if (answer.quote === undefined) {
      Object.assign(row, { unknown: answer.unknown, unknown_n: answer.n, look_at: laterOn(ctx.now, row.case_id) });
      if (before !== undefined && before.likely_at > ctx.now) await tellNewEstimate(ctx, about, null);
      continue;
    }
    const quote = promised(ctx, ledger, about, before, { ...answer.quote, because: becauseOf(before, ledger) });
    quotes.push(quote);
    Object.assign(row, { unknown: null, unknown_n: null, look_at: answer.lookAt });
    if (before !== undefined && quote.because === 'lapsing') await tellNewEstimate(ctx, about, quote);
  }
  await saveLedger(ctx, ledger);
  if (quotes.length > 0) {
    await supersedeQuotes(
      ctx.trx,
      quotes.map(({ case_id }) => case_id),
      ctx.now,
    );
    await insertQuotes(ctx.trx, quotes);
    await showOnCases(
      ctx.trx,
      quotes.map((quote) => ({
        id: quote.case_id,
        half: quote.half_at,
        likely: quote.likely_at,
        resolved: quote.resolved,
      })),
    );
  }
  await saveEstimateCases(ctx.trx, rows);
  return quotes.length;
}

/** The hours a case is counted by: those of its team, else the default ones, in their present version. */
export function hoursOfCase(terms: Terms, teamId: string | null) {
  const id = (teamId === null ? undefined : terms.teamCalendars.get(teamId)) ?? terms.defaultCalendar;
  const version = id === null ? null : (terms.versions.get(id) ?? null);
  return { id, version, hours: calendarVersion(id, version) };
}

type Draft = Omit<QuoteRow, 'promise_id' | 'because' | 'superseded_at' | 'void_at' | 'met'>;

interface Answer {
  quote?: Draft;
  lookAt?: Date;
  unknown?: string;
  n?: number;
}

async function readAnswers(
  ctx: WritingContext,
  rows: readonly EstimateCase[],
  terms: Terms,
): Promise<Map<string, Answer>> {
  const traits = new Map(rows.map((row) => [row.case_id, traitsOf(row)]));
  const busy = await findCurves(ctx.trx, [...new Set([...traits.values()].map(teamKey))]);
  const keysOf = (one: CaseTraits) => groupKeys(one, busy.get(teamKey(one))?.busyOver);
  const curves = await findCurves(ctx.trx, [...new Set([...traits.values()].flatMap(keysOf))]);
  return new Map(
    rows.map((row): [string, Answer] => {
      const keys = keysOf(traits.get(row.case_id)!);
      const { hours } = hoursOfCase(terms, row.team_id);
      const elapsed = Math.max(0, Math.floor(businessTimeBetween(hours, row.opened_at, ctx.now) / minute));
      const found = quoteFromCurves(
        keys.map((key) => curves.get(key)),
        elapsed,
      );
      if (!found.known) return [row.case_id, { unknown: found.reason, n: found.resolved }];
      const dates = datesOf(hours, row.opened_at, found.levels, ctx.now);
      if (dates === undefined) return [row.case_id, { unknown: 'too many still open', n: found.resolved }];
      const quote: Draft = {
        id: newId(),
        case_id: row.case_id,
        quoted_at: ctx.now,
        kind: row.kind,
        team_id: row.team_id,
        levels: dates,
        half_at: dates[4]!,
        likely_at: dates[7]!,
        half_minutes: found.levels[4]!,
        likely_minutes: found.levels[7]!,
        basis: keys[found.group] ?? 'all',
        n: found.n,
        resolved: found.resolved,
      };
      return [row.case_id, { quote, lookAt: guardOf(hours, row.opened_at, elapsed, quote) }];
    }),
  );
}

/** When a new estimate is due: while a tenth of the present one's time is left, at least half an hour of it. */
function guardOf(hours: OpenHours, openedAt: Date, elapsed: number, quote: Draft): Date {
  const ahead = quote.likely_minutes - elapsed;
  const guard = Math.min(Math.max(leastGuard, ahead / 10), ahead / 2);
  return addBusinessTime(hours, openedAt, Math.max(0, quote.likely_minutes - guard) * minute);
}

function datesOf(hours: OpenHours, from: Date, minutes: readonly number[], now: Date): Date[] | undefined {
  try {
    const dates = minutes.map((each) => addBusinessTime(hours, from, Math.max(1, each) * minute));
    return dates[7]! > now ? dates : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Puts the estimate into the ledger: as a new promise, or as another hour for the one that runs. */
function promised(
  ctx: WritingContext,
  ledger: Ledger,
  about: Concerned,
  before: QuoteRow | undefined,
  draft: Draft & Pick<QuoteRow, 'because'>,
): QuoteRow {
  const running = ledger.entries.get(before?.promise_id ?? '');
  const rest = { superseded_at: null, void_at: null, met: null };
  const data = { halfAt: draft.half_at.toISOString(), n: draft.n, resolved: draft.resolved };
  if (running?.row.state === 'open') {
    const from = running.row.due_at?.toISOString() ?? null;
    const to = draft.likely_at.toISOString();
    if (from !== to) {
      addFact(ledger, running, 'renegotiated', ctx.now, null, { from, dueAt: to, reason: 'estimate' });
      settle(ledger, running, ctx.now);
      tell(ledger, running, 'promises.renegotiated', ctx.now, {
        from,
        to,
        why: 'estimate',
        tellCustomer: null,
        ...data,
      });
    }
    return { ...draft, ...rest, promise_id: running.row.id };
  }
  const entry = addPromise(
    ledger,
    {
      kind: 'estimate',
      clock: null,
      what: estimateWord,
      case_id: about.id,
      customer_id: about.customer_id,
      keeper_id: null,
    },
    { at: ctx.now, by: null, dueAt: draft.likely_at, data },
  );
  return { ...draft, ...rest, promise_id: entry.row.id };
}

/** A case solved before is open again; any other estimate that follows one comes because that one would not hold. */
function becauseOf(before: QuoteRow | undefined, ledger: Ledger): QuoteRow['because'] {
  if (before === undefined) return 'arrival';
  return ledger.entries.get(before.promise_id ?? '')?.row.state === 'kept' ? 'reopened' : 'lapsing';
}

function traitsOf(row: EstimateCase): CaseTraits {
  return { kind: row.kind, priority: row.priority, team: row.team_id, load: row.load };
}

function laterOn(now: Date, id: string): Date {
  return new Date(+now + tryAgain + (Number.parseInt(id.slice(-4), 16) % 60) * minute);
}
