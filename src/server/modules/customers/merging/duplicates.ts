import { mailName, numberTail, proposedFrom, scoreDuplicate } from '../../../../domain/customers/duplicates.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Duplicate } from '../../../../contract/customer-records.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import type { Job } from '../../../jobs/running.ts';
import { record } from '../../../store/events.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import {
  findCandidates,
  identitiesOf,
  listOpenPairs,
  markCompared,
  saveDuplicate,
  setDismissed,
  takeUncompared,
} from './duplicate-queries.ts';
import { theCustomer } from '../finding-records.ts';
import { showRow } from '../showing.ts';

const atOnce = 40;
const atATurn = 400;
const mostPerCustomer = 5;

/** Compares customers that are new or changed with everybody else, a few hundred at a turn. */
export const compareCustomersJob: Job = {
  name: 'customers.compare',
  work: async (ctx) => {
    for (let done = 0; done < atATurn; done += atOnce) if ((await compareSome(ctx)) < atOnce) return;
  },
};

/** Compares the next few; answers how many there were. */
export function compareSome(ctx: Context): Promise<number> {
  return transact(ctx, async (ctx) => {
    const rows = await takeUncompared(ctx.trx, atOnce);
    if (rows.length === 0) return 0;
    const identities = await identitiesOf(
      ctx.trx,
      rows.map((row) => row.id),
    );
    for (const row of rows)
      await compareOne(
        ctx,
        row,
        identities.filter((identity) => identity.owner === row.id),
      );
    await markCompared(
      ctx.trx,
      rows.map((row) => row.id),
      ctx.now,
    );
    return rows.length;
  });
}

/** Records that may be one person, the surest first. */
export async function listDuplicates(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; customerId?: string | undefined },
) {
  const limit = Math.min(query.limit ?? 20, 50);
  const rows = await listOpenPairs(ctx.db, { customerId: query.customerId, after: readCursor(query.cursor, 3), limit });
  const page = cutPage(
    rows,
    limit,
    (row) => [row.score, row.one_id, row.other_id],
    (row) => row,
  );
  const items: Duplicate[] = [];
  for (const row of page.items)
    items.push({
      one: showRow(await theCustomer(ctx, row.one_id)),
      other: showRow(await theCustomer(ctx, row.other_id)),
      score: Math.round(row.score * 100) / 100,
      reasons: row.reasons as Duplicate['reasons'],
    });
  return { items, next: page.next };
}

/** Says that two records are two people, or takes that back. Remembered for good. */
export function dismissDuplicate(ctx: Context, pair: { oneId: string; otherId: string }, dismissed: boolean) {
  return transact(ctx, async (ctx) => {
    const [one, other] = [pair.oneId, pair.otherId].sort() as [string, string];
    const done = await setDismissed(
      ctx.trx,
      one,
      other,
      dismissed ? ctx.now : null,
      dismissed ? staffId(ctx.actor) : null,
    );
    if (done === undefined)
      throw new Refusal('not_found', 'no-such-pair', 'These two were never proposed as one person.');
    await record(ctx, dismissed ? 'customers.duplicate-dismissed' : 'customers.duplicate-proposed', one, {
      oneId: one,
      otherId: other,
    });
    return pair;
  });
}

async function compareOne(
  ctx: WritingContext,
  row: { id: string; name: string; organisation_id: string | null },
  identities: readonly { kind: string; value: string }[],
): Promise<void> {
  const mine = signsOf(identities);
  const candidates = await findCandidates(ctx.trx, { id: row.id, name: row.name, ...mine });
  const scored = candidates
    .map((other) => {
      const theirs = signsOf(other.identities);
      const { score, reasons } = scoreDuplicate({
        nameLikeness: other.likeness,
        sameOrganisation: row.organisation_id !== null && row.organisation_id === other.organisation_id,
        sameNumber: mine.tails.some((tail) => theirs.tails.includes(tail)),
        sameMailName: mine.mailNames.some((name) => theirs.mailNames.includes(name)),
      });
      return { id: other.id, score, reasons };
    })
    .filter((other) => other.score >= proposedFrom)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostPerCustomer);
  for (const { id, score, reasons } of scored) await saveDuplicate(ctx.trx, row.id, id, score, reasons, ctx.now);
}

function signsOf(identities: readonly { kind: string; value: string }[]) {
  const of = (kind: string, read: (value: string) => string | null) =>
    identities.filter((one) => one.kind === kind).flatMap((one) => read(one.value) ?? []);
  return { tails: of('phone', numberTail), mailNames: of('email', mailName) };
}
