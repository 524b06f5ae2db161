import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../context.ts';

/**
 * Which cases somebody may see: the one place where this is decided, as a condition on a row of `cases` under the alias `k`.
 * Owners and admins see all; other staff all but those of private teams they are not in; a customer his own; colleagues
 * without the desk none. What is not visible does not exist: lists, search, counts and single reads all use this.
 */
export function visibleCases(actor: Actor): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql<boolean>`true`;
  if (actor.kind === 'customer')
    return sql<boolean>`k.customer_id in (select c.id from customers c where c.id = ${actor.id} or c.merged_into = ${actor.id})`;
  if (actor.role === 'owner' || actor.role === 'admin') return sql<boolean>`true`;
  if (actor.role === 'colleague') return sql<boolean>`false`;
  return sql<boolean>`(k.team_id is null or k.team_id not in (${hiddenTeams(actor)}))`;
}

/** The private teams whose cases an actor does not see, as a subquery of ids. */
export function hiddenTeams(actor: Actor): RawBuilder<unknown> {
  if (actor.kind === 'system' || ('role' in actor && (actor.role === 'owner' || actor.role === 'admin')))
    return sql`select t.id from teams t where false`;
  const mine = 'teamIds' in actor ? [...actor.teamIds] : [];
  return sql`select t.id from teams t where t.private and not (t.id = any(${mine}::uuid[]))`;
}
