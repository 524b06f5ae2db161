import { sql } from 'kysely';
import type { CaseCounts } from '../../../contract/cases-counting.ts';
import { type Context, staffId, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { hiddenTeams } from './visibility.ts';

/**
 * How many cases each view holds. Nothing is counted: every change of a case left a small difference, differences are folded
 * into tallies now and then, and a count is the sum of both, exact at any moment.
 */
export async function countCases(ctx: Context): Promise<CaseCounts> {
  const me = staffId(ctx.actor);
  const mine = new Set('teamIds' in ctx.actor ? ctx.actor.teamIds : []);
  const { rows } = await sql<{
    state: string;
    team_id: string | null;
    mine: boolean;
    unassigned: boolean;
    at_risk: boolean;
    n: number;
  }>`
    select state, team_id, coalesce(assignee_id = ${me}::uuid, false) as mine, assignee_id is null as unassigned, at_risk, sum(n)::int as n
    from (select state, team_id, assignee_id, at_risk, n from case_tallies
      union all select state, team_id, assignee_id, at_risk, n from case_tally_deltas) all_tallies
    where state <> 'closed' and (team_id is null or team_id not in (${hiddenTeams(ctx.actor)}))
    group by 1, 2, 3, 4, 5
  `.execute(ctx.db);
  const { rows: teams } = await sql<{ id: string; name: string }>`
    select id, name from teams where id not in (${hiddenTeams(ctx.actor)}) order by name limit 200
  `.execute(ctx.db);
  const sum = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.reduce((total, row) => (wanted(row) ? total + row.n : total), 0);
  return {
    needsMe: sum((row) => row.mine && (row.state === 'new' || row.state === 'open')),
    atRisk: sum((row) => row.at_risk),
    atRiskMine: sum((row) => row.at_risk && row.mine),
    waiting: sum((row) => row.state === 'waiting'),
    waitingMine: sum((row) => row.state === 'waiting' && row.mine),
    snoozed: sum((row) => row.state === 'snoozed'),
    snoozedMine: sum((row) => row.state === 'snoozed' && row.mine),
    unassigned: sum((row) => row.unassigned),
    open: sum(() => true),
    teams: teams.map((team) => ({
      ...team,
      open: sum((row) => row.team_id === team.id),
      unassigned: sum((row) => row.team_id === team.id && row.unassigned),
      atRisk: sum((row) => row.team_id === team.id && row.at_risk),
      mine: mine.has(team.id),
    })),
  };
}

/** Folds differences into the tallies, in one statement: whoever counts at that moment sees the one or the other, never both. */
export function foldTallies(ctx: Context): Promise<void> {
  return transact(ctx, async (ctx) => {
    // one folder at a time; a second node that comes now has nothing to do
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(7020302) as held`.execute(ctx.trx);
    if (rows[0]?.held !== true) return;
    await sql`
      with taken as (delete from case_tally_deltas returning state, team_id, assignee_id, at_risk, n),
      summed as (select state, team_id, assignee_id, at_risk, sum(n) as n from taken group by 1, 2, 3, 4 having sum(n) <> 0)
      insert into case_tallies as t (state, team_id, assignee_id, at_risk, n) select state, team_id, assignee_id, at_risk, n from summed
      on conflict (state, team_id, assignee_id, at_risk) do update set n = t.n + excluded.n
    `.execute(ctx.trx);
  });
}

export const foldTalliesJob: Job = { name: 'fold-case-tallies', work: (ctx) => foldTallies(ctx) };
