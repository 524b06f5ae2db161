import { sql } from 'kysely';
import type { Database } from '../../../store/database.ts';
import { seen, type Sight } from './words-queries.ts';

/** What a huddle talks about, read from the rooms where it happened: only reading, only a few rows each. */

export interface MissRow {
  kind: 'lost-moment' | 'broken-promise';
  id: string;
  at: Date;
  customer_id: string;
  customer_name: string;
  case_id: string | null;
  what: string;
  quote: string | null;
}

/** A team's huddle speaks of its own cases and of those no team has; everybody's of all that are not private. */
const ofTeam = (teamId: string | null) =>
  sql`(${teamId}::uuid is null or c.team_id is null or c.team_id = ${teamId}::uuid)`;

/** Lost moments and broken promises since an instant, newest first. */
export async function missesSince(
  db: Database,
  sight: Sight,
  teamId: string | null,
  since: Date,
  most: number,
): Promise<MissRow[]> {
  const { rows } = await sql<MissRow>`
    (select 'lost-moment' as kind, m.id, m.at, m.customer_id, k.name as customer_name, m.case_id, coalesce(c.subject, p.name) as what, left(m.quote, 300) as quote
      from moments m join customers k on k.id = m.customer_id join touchpoints p on p.id = m.touchpoint_id
      left join cases c on c.id = m.case_id left join teams t on t.id = c.team_id
      where m.outcome = 'lost' and m.at >= ${since} and ${seen(sight)} and ${ofTeam(teamId)} order by m.at desc limit ${most})
    union all
    (select 'broken-promise', p.id, p.ended_at, p.customer_id, k.name, p.case_id, p.what, null
      from promises p join customers k on k.id = p.customer_id
      left join cases c on c.id = p.case_id left join teams t on t.id = c.team_id
      where p.state = 'broken' and p.kind in ('policy', 'personal') and p.ended_at >= ${since} and ${seen(sight)} and ${ofTeam(teamId)} order by p.ended_at desc limit ${most})
    order by 3 desc limit ${most}
  `.execute(db);
  return rows;
}

export interface DueRow {
  id: string;
  what: string;
  customer_name: string;
  case_id: string | null;
  keeper: { id: string; name: string } | null;
  due_at: Date;
  at_risk: boolean;
}

/** Open promises that fall due before an instant or are at risk, the earliest first, and how many there are. */
export async function promisesDue(
  db: Database,
  sight: Sight,
  teamId: string | null,
  until: Date,
  most: number,
): Promise<{ items: DueRow[]; due: number; atRisk: number }> {
  const from = sql`promises p left join cases c on c.id = p.case_id left join teams t on t.id = c.team_id`;
  const which = sql`p.state = 'open' and p.kind <> 'estimate' and p.due_at < ${until} and ${seen(sight)} and ${ofTeam(teamId)}`;
  const { rows: items } = await sql<DueRow>`
    select p.id, p.what, k.name as customer_name, p.case_id, p.due_at, p.at_risk,
      case when u.id is null then null else json_build_object('id', u.id, 'name', u.name) end as keeper
    from ${from} join customers k on k.id = p.customer_id left join users u on u.id = p.keeper_id
    where ${which} order by p.due_at, p.id limit ${most}
  `.execute(db);
  // counted up to a thousand: a huddle that has more than that today has other worries
  const { rows } = await sql<{ due: number; at_risk: number }>`
    select count(*)::int as due, count(*) filter (where at_risk)::int as at_risk
    from (select p.at_risk from ${from} where ${which} order by p.due_at limit 1000) few
  `.execute(db);
  return { items, due: rows[0]!.due, atRisk: rows[0]!.at_risk };
}
