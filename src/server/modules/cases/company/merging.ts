import { sql } from 'kysely';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { applyChange } from '../changing.ts';
import { findConversation } from './family.ts';
import { findCase, lockCase } from '../finding.ts';
import { cleanTags } from '../opening.ts';
import { joinThroughMerge, leaveWithUnmerge } from './party-queries.ts';
import { type CaseChange, type CaseRecord, oneRevisionOn, updateCase } from '../queries.ts';

/**
 * Merges a case into another by reference: its messages, files and promises are read there and nothing is copied, late answers
 * follow, and the merge can be taken back. A customer of another record becomes a participant of the target: he sees what he
 * wrote himself and what is said from now on, never what was said before. Records `cases.merged`.
 */
export function mergeCase(
  ctx: Context,
  ref: string,
  into: string,
): Promise<{ id: string; number: number; into: { id: string; number: number } }> {
  return transact(ctx, async (ctx) => {
    const [source, target] = await lockBoth(ctx, ref, into.replace(/^#/, ''));
    if (source.id === target.id)
      throw new Refusal('invalid', 'merge-with-itself', 'A case cannot be merged into itself.', { field: 'into' });
    if (source.merged_into !== null)
      throw new Refusal(
        'conflict',
        'already-merged',
        'This case is merged into another already; take that back first.',
      );
    if ((await findConversation(ctx.trx, target.id)) === source.id)
      throw new Refusal(
        'conflict',
        'merge-in-a-ring',
        `Case ${String(target.number)} is merged into case ${String(source.number)} already; it cannot be the other way round as well.`,
        { field: 'into' },
      );
    if (target.merged_into !== null)
      throw new Refusal(
        'conflict',
        'target-merged',
        `Case ${String(target.number)} is itself merged into another; merge into that one.`,
        { field: 'into' },
      );
    if (target.state === 'closed' && source.state !== 'closed')
      throw new Refusal(
        'conflict',
        'target-closed',
        `Case ${String(target.number)} is closed and this one is not; open it again first, or merge it into this one.`,
        { field: 'into' },
      );
    await save(ctx, source, target);
    return { id: source.id, number: source.number, into: { id: target.id, number: target.number } };
  });
}

async function save(ctx: WritingContext, source: CaseRecord, target: CaseRecord): Promise<void> {
  const waits = [source.waiting_since, target.waiting_since].filter((at) => at !== null);
  const wakes = source.waiting_since !== null && (target.state === 'waiting' || target.state === 'snoozed');
  const change = {
    tags: cleanTags([...target.tags, ...source.tags]),
    waiting_since: waits.length === 0 ? null : new Date(Math.min(...waits.map(Number))),
    ...(wakes ? { state: 'open' as const, snoozed_until: null } : {}),
  };
  await sql`
    insert into case_merges (id, case_id, into_id, merged_at, merged_by, source_before, target_before, target_after)
    select ${newId()}, ${source.id}, ${target.id}, ${ctx.now}, ${staffId(ctx.actor)},
      (select jsonb_build_object('state', state, 'waiting_since', waiting_since, 'snoozed_until', snoozed_until, 'closed_at', closed_at,
        'closed_by', closed_by, 'acknowledge_at', acknowledge_at) from cases where id = ${source.id}),
      ${JSON.stringify(asWasOf(target))}::jsonb, ${JSON.stringify({ ...asWasOf(target), ...change })}::jsonb
  `.execute(ctx.trx);
  // Out of every list and count, without being told as closed: nobody is asked whether it is solved.
  await sql`
    update cases set merged_into = ${target.id}, state = 'closed', closed_at = coalesce(closed_at, ${ctx.now}), waiting_since = null,
      snoozed_until = null, acknowledge_at = null, updated_at = ${ctx.now} where id = ${source.id}
  `.execute(ctx.trx);
  await joinThroughMerge(ctx, source, target);
  await applyChange(ctx, target, { ...change, revision: oneRevisionOn });
  await record(ctx, 'cases.merged', source.id, { caseId: source.id, into: target.id });
  await record(ctx, 'cases.took-in', target.id, { caseId: target.id, from: source.id, number: source.number });
}

/**
 * Takes a merge back: the case stands as it did before, and so does the target in everything that nobody has changed since.
 * What was said in the meantime stays where it was said. Records `cases.unmerged`.
 */
export function unmergeCase(ctx: Context, ref: string): Promise<string> {
  return transact(ctx, async (ctx) => {
    const { merged_into: intoId } = await findCase(ctx, ref);
    if (intoId === null) throw new Refusal('conflict', 'not-merged', 'This case is not merged into another.');
    const [source, target] = await lockBoth(ctx, ref, intoId);
    const merge = await takeBack(ctx, source.id);
    if (source.merged_into !== target.id || merge === undefined)
      throw new Refusal('conflict', 'not-merged', 'This merge was taken back already.');
    // both were answered together: neither customer waits, in the list as in the ledger of promises
    const answered = merge.target_after.waiting_since !== null && target.waiting_since === null;
    await sql`
      update cases k set merged_into = null, updated_at = ${ctx.now}, state = w.state,
        waiting_since = case when ${answered}::boolean then null else w.waiting_since end,
        snoozed_until = w.snoozed_until, closed_at = w.closed_at, closed_by = w.closed_by, acknowledge_at = w.acknowledge_at
      from jsonb_to_record(${JSON.stringify(merge.source_before)}::jsonb) as w(state text, waiting_since timestamptz,
        snoozed_until timestamptz, closed_at timestamptz, closed_by uuid, acknowledge_at timestamptz)
      where k.id = ${source.id}
    `.execute(ctx.trx);
    await leaveWithUnmerge(ctx, source, target);
    await applyChange(ctx, target, { ...restored(target, merge), revision: oneRevisionOn });
    await updateCase(ctx.trx, source.id, { revision: oneRevisionOn }, ctx.now);
    await record(ctx, 'cases.unmerged', source.id, {
      caseId: source.id,
      from: target.id,
      fromAwaiting: merge.target_before.waiting_since,
    });
    await record(ctx, 'cases.gave-back', target.id, { caseId: target.id, to: source.id, number: source.number });
    return source.id;
  });
}

/** What a merge may change in its target. */
interface AsWas {
  tags: string[];
  state: CaseRecord['state'];
  waiting_since: string | null;
  snoozed_until: string | null;
}

function asWasOf(found: CaseRecord): AsWas {
  return {
    tags: found.tags,
    state: found.state,
    waiting_since: found.waiting_since?.toISOString() ?? null,
    snoozed_until: found.snoozed_until?.toISOString() ?? null,
  };
}

/** The target's own values back, where they are still what the merge made of them. */
function restored(target: CaseRecord, merge: { target_before: AsWas; target_after: AsWas }): CaseChange {
  const { target_before: before, target_after: after } = merge;
  const now = asWasOf(target);
  const came = after.tags.filter((tag) => !before.tags.includes(tag));
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return {
    tags: now.tags.filter((tag) => !came.includes(tag)),
    ...(now.waiting_since === after.waiting_since ? { waiting_since: date(before.waiting_since) } : {}),
    ...(now.state === after.state && now.snoozed_until === after.snoozed_until
      ? { state: before.state as NonNullable<CaseChange['state']>, snoozed_until: date(before.snoozed_until) }
      : {}),
  };
}

async function takeBack(ctx: WritingContext, caseId: string) {
  const { rows } = await sql<{ source_before: Record<string, unknown>; target_before: AsWas; target_after: AsWas }>`
    update case_merges set undone_at = ${ctx.now}, undone_by = ${staffId(ctx.actor)} where case_id = ${caseId} and undone_at is null
    returning source_before, target_before, target_after
  `.execute(ctx.trx);
  return rows[0];
}

/** Both cases, which the actor must see, locked in the order of their ids, so that merges crossing each other cannot block one another. */
async function lockBoth(ctx: WritingContext, ref: string, other: string): Promise<[CaseRecord, CaseRecord]> {
  const [one, two] = [await findCase(ctx, ref), await findOther(ctx, other)];
  const locked = new Map<string, CaseRecord>();
  for (const id of [one.id, two.id].sort()) if (!locked.has(id)) locked.set(id, await lockCase(ctx, id));
  return [locked.get(one.id)!, locked.get(two.id)!];
}

/** The other case, refused at its own field. */
export async function findOther(ctx: Context, ref: string, field = 'into'): Promise<CaseRecord> {
  return findCase(ctx, ref.replace(/^#/, '')).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'case-not-found')
      throw new Refusal('not_found', 'other-case-not-found', `There is no case ${ref} that you may see.`, { field });
    throw error;
  });
}
