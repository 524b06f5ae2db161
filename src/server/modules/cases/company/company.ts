import { sql } from 'kysely';
import type { CaseCompany } from '../../../../contract/cases-merging.ts';
import type { Context } from '../../../context.ts';
import { familyOf } from './family.ts';
import { findCase } from '../finding.ts';
import { linkedTo } from './link-queries.ts';
import { visibleCases } from '../visibility.ts';

type Belonging = CaseCompany['links'][number];
type Merged = CaseCompany['merged'][number];

/** What belongs to a case, in one statement: merged cases, links, tasks and how far they are. What one may not see is not named. */
export async function readCompany(ctx: Context, ref: string): Promise<CaseCompany> {
  const found = await findCase(ctx, ref);
  const shown = sql`'id', k.id, 'number', k.number, 'subject', k.subject, 'state', k.state,
    'customer', (select json_build_object('id', coalesce(r.id, c.id), 'name', coalesce(r.name, c.name)) from customers c
      left join customers r on r.id = c.merged_into where c.id = k.customer_id)`;
  const by = sql`'at', m.merged_at, 'by', (select json_build_object('id', u.id, 'name', u.name) from users u where u.id = m.merged_by)`;
  const { rows } = await sql<{
    into: CaseCompany['mergedInto'];
    merged: Merged[] | null;
    links: Belonging[] | null;
    tasks: Omit<CaseCompany['tasks'][number], 'late'>[] | null;
  }>`
    select
      (select json_build_object(${shown}, ${by}) from case_merges m join cases k on k.id = m.into_id
        where m.case_id = ${found.id} and m.undone_at is null and ${visibleCases(ctx.actor)}) as into,
      (select json_agg(json_build_object(${shown}, ${by}, 'into', m.into_id, 'tags', k.tags, 'otherCustomer',
          (select coalesce(c.merged_into, c.id) from customers c where c.id = k.customer_id)
          <> (select coalesce(c.merged_into, c.id) from customers c where c.id = ${found.customer_id})) order by k.number)
        from case_merges m join cases k on k.id = m.case_id
        where m.undone_at is null and k.id <> ${found.id} and k.id in (${familyOf(found.id)}) and ${visibleCases(ctx.actor)}) as merged,
      (select json_agg(json_build_object(${shown}, 'relation', x.relation) order by x.relation, k.number)
        from (${linkedTo(found.id)}) x join cases k on k.id = x.id where ${visibleCases(ctx.actor)}) as links,
      (select json_agg(json_build_object('id', t.id, 'what', t.what, 'dueAt', t.due_at, 'doneAt', t.done_at,
          'assignee', (select json_build_object('id', u.id, 'name', u.name) from users u where u.id = t.assignee_id),
          'doneBy', (select json_build_object('id', u.id, 'name', u.name) from users u where u.id = t.done_by))
          order by t.created_at, t.id) from case_tasks t where t.case_id in (${familyOf(found.id)})) as tasks
  `.execute(ctx.db);
  const row = rows[0]!;
  const tasks = (row.tasks ?? []).map((task) => {
    const dueAt = utc(task.dueAt);
    return {
      ...task,
      dueAt,
      doneAt: utc(task.doneAt),
      late: task.doneAt === null && dueAt !== null && new Date(dueAt) < ctx.now,
    };
  });
  const links = row.links ?? [];
  const children = links.filter((link) => link.relation === 'child');
  return {
    mergedInto: row.into === null ? null : { ...row.into, at: utc(row.into.at)! },
    merged: (row.merged ?? []).map((one) => ({ ...one, at: utc(one.at)! })),
    links,
    tasks,
    progress: {
      done:
        tasks.filter((task) => task.doneAt !== null).length +
        children.filter((child) => child.state === 'closed').length,
      all: tasks.length + children.length,
    },
  };
}

/** JSON of the database names times in its own zone's notation; the wire has UTC. */
function utc(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}
