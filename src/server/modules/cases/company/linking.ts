import { sql } from 'kysely';
import type { Relation } from '../../../../contract/cases-merging.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { findCase } from '../finding.ts';
import { findOther } from './merging.ts';

/** How a relation is kept: which way round, and under which word. */
const kept: Record<Relation, { word: string; turned: boolean }> = {
  follows: { word: 'follows', turned: false },
  'followed-by': { word: 'follows', turned: true },
  related: { word: 'related', turned: false },
  'caused-by': { word: 'caused-by', turned: false },
  causes: { word: 'caused-by', turned: true },
  'duplicate-of': { word: 'duplicate', turned: false },
  'duplicated-by': { word: 'duplicate', turned: true },
  parent: { word: 'parent', turned: false },
  child: { word: 'parent', turned: true },
  'split-from': { word: 'split', turned: false },
  'split-into': { word: 'split', turned: true },
};

/** Links a case to another, both of which the actor must see. A link that is there already stays. Records `cases.linked` on both. */
export function linkCase(ctx: Context, ref: string, input: { to: string; relation: Relation }): Promise<string> {
  return transact(ctx, async (ctx) => {
    const one = await findCase(ctx, ref);
    const other = await findOther(ctx, input.to, 'to');
    if (one.id === other.id)
      throw new Refusal('invalid', 'link-to-itself', 'A case cannot be linked to itself.', { field: 'to' });
    const { word, turned } = kept[input.relation];
    const [from, to] = turned ? [other, one] : [one, other];
    if (word === 'parent' && (await isAbove(ctx, from.id, to.id)))
      throw new Refusal(
        'conflict',
        'parent-in-a-ring',
        `Case ${String(to.number)} already lies below case ${String(from.number)}; it cannot be above it as well.`,
        { field: 'to' },
      );
    const { numAffectedRows } = await sql`
      insert into case_links (case_id, other_id, relation, at, by_user)
      select ${from.id}, ${to.id}, ${word}, ${ctx.now}, ${staffId(ctx.actor)}
      where ${word} <> 'related' or not exists (select from case_links where case_id = ${to.id} and other_id = ${from.id} and relation = 'related')
      on conflict do nothing
    `.execute(ctx.trx);
    if (numAffectedRows === 1n) {
      await record(ctx, 'cases.linked', from.id, {
        caseId: from.id,
        otherId: to.id,
        relation: word,
        number: to.number,
      });
      await record(ctx, 'cases.linked', to.id, {
        caseId: to.id,
        otherId: from.id,
        relation: `${word}-of`,
        number: from.number,
      });
    }
    return one.id;
  });
}

/** Takes a link away. Records `cases.unlinked`. */
export function unlinkCase(ctx: Context, ref: string, otherId: string, relation: Relation): Promise<string> {
  return transact(ctx, async (ctx) => {
    const one = await findCase(ctx, ref);
    const other = await findOther(ctx, otherId, 'otherId');
    const { word, turned } = kept[relation];
    const [from, to] = turned ? [other.id, one.id] : [one.id, other.id];
    const { numAffectedRows } = await sql`
      delete from case_links where relation = ${word} and ((case_id = ${from} and other_id = ${to})
        or (${word} = 'related' and case_id = ${to} and other_id = ${from}))
    `.execute(ctx.trx);
    if (numAffectedRows === 0n) throw new Refusal('not_found', 'link-not-found', 'There is no such link.');
    for (const [caseId, off] of [
      [one.id, other],
      [other.id, one],
    ] as const)
      await record(ctx, 'cases.unlinked', caseId, { caseId, otherId: off.id, relation: word, number: off.number });
    return one.id;
  });
}

/** Whether a case lies above another by its parents. */
async function isAbove(ctx: { trx: Parameters<typeof transact>[0]['db'] }, caseId: string, below: string) {
  const { rows } = await sql<{ found: boolean }>`
    with recursive above as (
      select other_id as id from case_links where case_id = ${below}::uuid and relation = 'parent'
      union select l.other_id from case_links l join above on l.case_id = above.id and l.relation = 'parent')
    select exists (select from above where id = ${caseId}::uuid) as found
  `.execute(ctx.trx);
  return rows[0]?.found === true;
}
