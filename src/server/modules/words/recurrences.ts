import type { Recurrence } from '../../../contract/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { certainFrom, likenessOf, type NeedWords, proposedFrom } from '../../../domain/words/same-need.ts';
import { asSystem, type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { cutPage, type Page, readCursor } from '../../store/pages.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { findCase, linkCase } from '../cases/index.ts';
import { joinNeed, leaveNeed } from './effort.ts';
import { findNeed, listRecurrenceRows, listSolvedBefore, type NeedRow, type RecurrenceRow } from './queries.ts';
import { findSettings } from './settings.ts';

/** Looks at every new case: is it one again that we called solved? */
export const recurrenceSubscription: Subscription = {
  name: 'words.recurrences',
  types: ['cases.opened'],
  handle: async (ctx, events) => {
    for (const event of events) await compare({ ...ctx, now: event.at }, String(event.data['caseId']));
  },
};

async function compare(ctx: WritingContext, caseId: string): Promise<void> {
  const found = await findNeed(ctx.trx, caseId);
  if (found === undefined) return;
  const { recurrence_days: days } = await findSettings(ctx.trx);
  const solved = await listSolvedBefore(ctx.trx, found.customer_id, found.created_at, days);
  const [best] = solved
    // closed in the moment in which it was opened, it is solved before itself
    .filter((old) => old.id !== caseId)
    .map((old) => ({
      old,
      like: likenessOf(wordsOf(found), wordsOf(old), daysBetween(old.ended_at, found.created_at)),
    }))
    .toSorted((one, other) => other.like.score - one.like.score);
  if (best === undefined || best.like.score < proposedFrom) return;
  const state = best.like.score >= certainFrom ? 'automatic' : 'proposed';
  const added = await ctx.trx
    .insertInto('recurrences')
    .values({
      case_id: caseId,
      of_case_id: best.old.id,
      score: best.like.score,
      reasons: [...best.like.reasons],
      state,
      at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('case_id').doNothing())
    .returning('case_id')
    .executeTakeFirst();
  if (added === undefined) return;
  await record(ctx, `words.recurrence-${state === 'automatic' ? 'found' : 'proposed'}`, caseId, {
    caseId,
    ofCaseId: best.old.id,
    customerId: found.customer_id,
    score: best.like.score,
  });
  if (state === 'automatic') await tie(ctx, caseId, best.old.id);
}

/** Both ends know of each other, and what the customer spends counts for the one need. */
async function tie(ctx: WritingContext, caseId: string, ofId: string): Promise<void> {
  await linkCase({ ...asSystem(ctx, 'words.recurrences'), trx: ctx.trx, db: ctx.trx }, caseId, {
    to: ofId,
    relation: 'follows',
  });
  await joinNeed(ctx.trx, caseId, ofId);
}

/** A person says that a case is an old one again, or that it is not. Records `words.recurrence-confirmed` or `…-dismissed`. */
export function decideRecurrence(
  ctx: Context,
  ref: string,
  input: { of: string; state: 'confirmed' | 'dismissed' },
): Promise<Recurrence> {
  return transact(ctx, async (ctx) => {
    const found = await findCase(ctx, ref);
    if (!/^(?:\d{1,12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/iu.test(input.of))
      throw new Refusal('invalid', 'case-ref', 'Name the earlier case by its number.', { field: 'of' });
    const old = await findCase(ctx, input.of);
    if (old.id === found.id || old.number > found.number)
      throw new Refusal(
        'invalid',
        'not-an-earlier-case',
        'A case can only come back after one that was opened before it.',
        {
          field: 'of',
        },
      );
    const decided = { state: input.state, decided_by: staffId(ctx.actor), decided_at: ctx.now };
    await ctx.trx
      .insertInto('recurrences')
      .values({ case_id: found.id, of_case_id: old.id, score: 1, reasons: [], at: ctx.now, ...decided })
      .onConflict((conflict) => conflict.column('case_id').doUpdateSet({ of_case_id: old.id, ...decided }))
      .execute();
    await record(ctx, `words.recurrence-${input.state}`, found.id, {
      caseId: found.id,
      ofCaseId: old.id,
      customerId: found.customer_id,
    });
    if (input.state === 'confirmed') await tie(ctx, found.id, old.id);
    else await leaveNeed(ctx.trx, found.id);
    const [row] = await listRecurrenceRows(ctx, { caseId: found.id, limit: 1 });
    if (row === undefined) throw new Refusal('not_found', 'recurrence-not-found', 'There is no such recurrence.');
    return showRecurrence(row);
  });
}

export async function listRecurrences(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; state?: string | undefined },
): Promise<Page<Recurrence>> {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const rows = await listRecurrenceRows(ctx, { state: query.state, after, limit: limit + 1 });
  return cutPage(rows, limit, (row) => [row.key, row.case_id], showRecurrence);
}

export function showRecurrence(row: RecurrenceRow): Recurrence {
  return {
    case: {
      id: row.case_id,
      number: Number(row.case_number),
      subject: row.case_subject,
      closedAt: row.case_closed_at?.toISOString() ?? null,
    },
    of: {
      id: row.of_id,
      number: Number(row.of_number),
      subject: row.of_subject,
      closedAt: row.of_closed_at?.toISOString() ?? null,
    },
    customer: { id: row.customer_id, name: row.customer_name },
    score: row.score,
    reasons: row.reasons as Recurrence['reasons'],
    state: row.state,
    at: row.at.toISOString(),
  };
}

function wordsOf(row: NeedRow): NeedWords {
  const values = Object.values(row.fields).flatMap((value) =>
    typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
  );
  return { subject: row.subject, text: row.text, tags: row.tags, values };
}

function daysBetween(from: Date | null, to: Date): number {
  return from === null ? Infinity : (to.getTime() - from.getTime()) / 86_400_000;
}
