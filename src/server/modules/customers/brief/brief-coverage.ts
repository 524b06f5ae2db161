import { sql } from 'kysely';
import type { readBriefCoverage as contract } from '../../../../contract/customers-brief.ts';
import { shareFigure } from '../../../../contract/figures.ts';
import type { ReplyOf } from '../../../../contract/route.ts';
import { briefQuestions, staleAfterDays } from '../../../../domain/customers/brief.ts';
import type { Context } from '../../../context.ts';
import { listCustomers } from '../listing/listing.ts';

const most = 500;
const mostAtOnce = 200;

/** How much of the briefs is known: of the customers heard latest, of an organisation, or of a segment; at most 500 people. */
export async function readBriefCoverage(
  ctx: Context,
  query: { organisationId?: string | undefined; segmentId?: string | undefined },
): Promise<ReplyOf<typeof contract>> {
  const people: { id: string; name: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCustomers(ctx, {
      limit: mostAtOnce,
      ...(query.organisationId === undefined ? {} : { organisationId: query.organisationId }),
      ...(query.segmentId === undefined ? {} : { segment: query.segmentId }),
      ...(cursor === undefined ? {} : { cursor }),
    } as never);
    people.push(...page.items.map(({ id, name }) => ({ id, name })));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && people.length < most);
  const asked = people.slice(0, most);
  const since = new Date(ctx.now.getTime() - staleAfterDays * 86_400_000);
  const { rows } = await sql<{ id: string; question: string; stale: boolean }>`
    select distinct on (owner.id, a.question) owner.id, a.question, a.said_at < ${since} as stale
    from unnest(${asked.map(({ id }) => id)}::uuid[]) as owner(id)
      join brief_answers a on a.customer_id = any(array(select x.id from customers x where x.id = owner.id or x.merged_into = owner.id)) and a.replaced_at is null
    order by owner.id, a.question, a.said_at desc
  `.execute(ctx.db);
  const of = (question: string) => rows.filter((row) => row.question === question);
  const fresh = (list: typeof rows) => list.filter(({ stale }) => !stale).length;
  const own = Map.groupBy(rows, ({ id }) => id);
  const least = asked
    .map((customer) => {
      const answers = own.get(customer.id) ?? [];
      return { customer, known: answers.length, stale: answers.length - fresh(answers) };
    })
    .toSorted((a, b) => a.known - a.stale - (b.known - b.stale))
    .slice(0, 20);
  return {
    customers: asked.length,
    known: shareFigure(fresh(rows), asked.length * briefQuestions.length),
    stale: rows.length - fresh(rows),
    questions: briefQuestions.map((question) => ({
      question,
      known: shareFigure(fresh(of(question)), asked.length),
      stale: of(question).length - fresh(of(question)),
    })),
    least,
  };
}
