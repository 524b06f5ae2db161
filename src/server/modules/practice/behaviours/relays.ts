import type { PracticeTotals, Relay, RelayNode } from '../../../../contract/practice.ts';
import { shiftDay } from '../../../../domain/practice/working-days.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Context } from '../../../context.ts';
import { readCursor, writeCursor } from '../../../store/pages.ts';
import { countTakers, totalsByBehaviour } from './behaviour-queries.ts';
import { behavioursInOrder } from './behaviours.ts';
import { countMembers, findTeam, seesEverything, teamIdsOf } from '../outside-queries.ts';
import { type HandOverRow, handOversUnder, rootsOf } from './pick-queries.ts';
import { personOf, placeOfTeam } from '../place.ts';

const MOST_NODES = 2000;
/** Totals of fewer people would tell what a person did. */
const FEWEST_PEOPLE = 5;

/** Where mine travelled: the relays I gave or received in, newest first, each from its root down. */
export async function listRelays(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined },
): Promise<{ items: Relay[]; next: string | null }> {
  const userId = personOf(ctx);
  const limit = Math.min(query.limit ?? 20, 50);
  const after = readCursor(query.cursor, 1);
  const roots = await rootsOf(ctx.db, userId, after === undefined ? undefined : String(after[0]), limit + 1);
  const shown = roots.slice(0, limit);
  const rows = await handOversUnder(ctx.db, shown, MOST_NODES);
  const behaviours = await behavioursInOrder(ctx, [...new Set(rows.map((row) => row.behaviour_id))]);
  const items = shown.map((rootId) => {
    const nodes = rows.filter((row) => row.root_id === rootId);
    return {
      rootId,
      behaviour: behaviours.find((each) => each.id === nodes[0]!.behaviour_id)!,
      startedAt: nodes[0]!.passed_at.toISOString(),
      depth: Math.max(...nodes.map((node) => node.depth)),
      reached: new Set(nodes.filter((node) => node.state === 'accepted').map((node) => node.to_user_id)).size,
      nodes: nodes.map((node) => showNode(node, userId)),
    };
  });
  const last = shown.at(-1);
  return { items, next: roots.length > limit && last !== undefined ? writeCursor([last]) : null };
}

/** What a team, or everybody, took on, did and passed on; hidden where a total would tell of a person. */
export async function practiceTotals(
  ctx: Context,
  query: { teamId?: string | undefined; days?: number | undefined },
): Promise<PracticeTotals> {
  const teamId = query.teamId ?? null;
  await visibleTeam(ctx, teamId);
  const { today: to } = await placeOfTeam(ctx, teamId);
  const from = shiftDay(to, 1 - (query.days ?? 30));
  const people = await countMembers(ctx.db, teamId);
  const nothing = { tookPart: null, picked: null, done: null, passedOn: null, accepted: null, behaviours: [] };
  if (people < FEWEST_PEOPLE) return { from, to, people, hidden: true, ...nothing };
  const rows = await totalsByBehaviour(ctx.db, teamId, from, to);
  const behaviours = await behavioursInOrder(
    ctx,
    rows.map((row) => row.id),
  );
  const sum = (key: 'picked' | 'done' | 'passed_on' | 'accepted') => rows.reduce((total, row) => total + row[key], 0);
  return {
    from,
    to,
    people,
    hidden: false,
    tookPart: await countTakers(ctx.db, teamId, from, to),
    picked: sum('picked'),
    done: sum('done'),
    passedOn: sum('passed_on'),
    accepted: sum('accepted'),
    behaviours: rows.map((row) => ({
      behaviour: behaviours.find((each) => each.id === row.id)!,
      picked: row.picked,
      done: row.done,
      passedOn: row.passed_on,
      accepted: row.accepted,
    })),
  };
}

/** A team, or none for everybody; a private team does not exist for people outside it. */
export async function visibleTeam(ctx: Context, teamId: string | null): Promise<{ id: string; name: string } | null> {
  if (teamId === null) return null;
  const team = await findTeam(ctx.db, teamId);
  const hidden = team?.private === true && !seesEverything(ctx.actor) && !teamIdsOf(ctx.actor).includes(teamId);
  if (team === undefined || hidden) throw new Refusal('not_found', 'team-not-found', 'There is no such team.');
  return { id: team.id, name: team.name };
}

/** Names only where the asker gave or received himself. */
function showNode(row: HandOverRow, userId: string): RelayNode {
  const mine = row.from_user_id === userId || row.to_user_id === userId;
  return {
    id: row.id,
    parentId: row.parent_id,
    depth: row.depth,
    from: mine ? { id: row.from_user_id, name: row.from_name } : null,
    to: mine ? { id: row.to_user_id, name: row.to_name } : null,
    state: row.state,
    forDay: row.for_day,
    done: mine && row.done,
  };
}
