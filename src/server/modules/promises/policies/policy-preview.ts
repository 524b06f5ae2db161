/** What a change of a policy would do, counted on the promises that run and written nowhere. */
import { sql } from 'kysely';
import type { changePolicy, createPolicy } from '../../../../contract/promises-policies.ts';
import type { PolicyPreview } from '../../../../contract/promises-preview.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Context } from '../../../context.ts';
import { visibleCases } from '../../cases/index.ts';
import { openLedger } from '../ledger.ts';
import { findRunningPolicyPromises } from '../ledger-queries.ts';
import { newPolicy, rowOf } from './policies.ts';
import { chooseTerms, readTerms } from './policy-choice.ts';
import { findPinningPolicies, findPolicy, findStandings, findTraits, type PolicyRow } from './policy-queries.ts';
import { applyTerms } from './retargeting.ts';

const mostLooked = 5000;
const perStep = 500;
const mostExamples = 5;

/**
 * Counts the running promises again as the changed policy would, without keeping anything. The same code decides as when it
 * is done, so the numbers are what will happen.
 */
export async function previewPolicy(
  ctx: Context,
  id: string,
  input: BodyOf<typeof changePolicy>,
): Promise<PolicyPreview> {
  const policy = await findPolicy(ctx.db, id);
  if (policy === undefined) throw new Refusal('not_found', 'policy-not-found', 'There is no such policy.');
  const changed = { ...policy, ...rowOf(input), version: policy.version + 1 };
  return preview(ctx, { ...changed, position: input.position ?? policy.position }, {});
}

/** The same for a policy that is not there yet; where it names customers or organisations, only their promises are counted. */
export async function previewNewPolicy(ctx: Context, input: BodyOf<typeof createPolicy>): Promise<PolicyPreview> {
  const row = newPolicy(ctx, input);
  const { customerIds = [], organisationIds = [] } = row.conditions;
  return preview(
    ctx,
    { ...row, position: input.position ?? Number.MAX_SAFE_INTEGER },
    { customerIds, organisationIds },
  );
}

async function preview(
  ctx: Context,
  changed: PolicyRow,
  scope: { customerIds?: readonly string[]; organisationIds?: readonly string[] },
): Promise<PolicyPreview> {
  const { id } = changed;
  const terms = await readTerms(ctx.db);
  terms.policies = [...terms.policies.filter((one) => one.id !== id), ...(changed.active ? [changed] : [])].toSorted(
    // it takes the place of what is there now, which moves on
    (one, other) => one.position - other.position || Number(other.id === id) - Number(one.id === id),
  );
  const pinned = await findPinningPolicies(ctx.db);
  if (changed.recompute_running) pinned.delete(id);
  else pinned.add(id);
  const found: PolicyPreview = {
    running: 0,
    more: false,
    moving: 0,
    earlier: 0,
    later: 0,
    brokenAtOnce: 0,
    pinned: 0,
    examples: [],
  };
  const shown: { promiseId: string; caseId: string | null; clock: string; from: Date | null; to: Date | null }[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await findRunningPolicyPromises(ctx.db, { ...scope, after, limit: perStep });
    const standings = new Map(
      (await findStandings(ctx.db, [...new Set(rows.flatMap(({ case_id }) => case_id ?? []))])).map((one) => [
        one.case_id,
        one,
      ]),
    );
    const customers = [...new Set([...standings.values()].map(({ customer_id }) => customer_id))];
    const traits = await findTraits(ctx.db, customers, ctx.now);
    const ledger = await openLedger(ctx.db, rows);
    for (const entry of ledger.entries.values()) {
      found.running += 1;
      const standing = standings.get(entry.row.case_id ?? '');
      if (standing === undefined || entry.row.clock === null) continue;
      if (pinned.has(entry.row.policy_id ?? '')) {
        found.pinned += 1;
        continue;
      }
      const from = entry.row.due_at;
      const chosen = chooseTerms(terms, standing, traits.get(standing.customer_id), entry.row.clock);
      if (chosen === null) continue;
      // a policy that leaves running promises alone takes none over either
      if (pinned.has(chosen.policyId) && chosen.policyId !== entry.row.policy_id) {
        found.pinned += 1;
        continue;
      }
      applyTerms(ledger, entry, chosen, ctx.now, { by: null, because: 'policy' });
      const to = entry.row.due_at;
      if (entry.row.state === 'broken') found.brokenAtOnce += 1;
      if (from?.getTime() === to?.getTime()) continue;
      found.moving += 1;
      if (from !== null && to !== null) found[to < from ? 'earlier' : 'later'] += 1;
      if (shown.length < mostExamples)
        shown.push({ promiseId: entry.row.id, caseId: entry.row.case_id, clock: entry.row.clock, from, to });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < perStep) break;
    after = last.id;
    if (found.running >= mostLooked) {
      found.more = true;
      break;
    }
  }
  return { ...found, examples: await namedExamples(ctx, shown) };
}

/** Cases that the asker may see are named, others are only counted. */
async function namedExamples(
  ctx: Context,
  shown: readonly { promiseId: string; caseId: string | null; clock: string; from: Date | null; to: Date | null }[],
): Promise<PolicyPreview['examples']> {
  const ids = shown.flatMap(({ caseId }) => caseId ?? []);
  const { rows } = await sql<{ id: string; number: number; subject: string }>`
    select k.id, k.number, k.subject from cases k where k.id = any(${ids}::uuid[]) and ${visibleCases(ctx.actor)}
  `.execute(ctx.db);
  const cases = new Map(rows.map((row) => [row.id, { number: row.number, subject: row.subject }]));
  return shown.map(({ promiseId, caseId, clock, from, to }) => ({
    promiseId,
    case: cases.get(caseId ?? '') ?? null,
    clock,
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
  }));
}
