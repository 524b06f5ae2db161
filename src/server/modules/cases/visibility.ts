import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../context.ts';

/**
 * Which cases somebody may see: the one place where this is decided, as a condition on a row of `cases` under the alias `k`.
 * Owners and admins see all, keys limited to teams only theirs; other staff all but those of private teams they are not in; a
 * customer his own, and those of his organisation where he was given them; colleagues without the desk none. What is not visible does not exist: lists, search, counts and single reads all use this.
 */
export function visibleCases(actor: Actor): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql<boolean>`true`;
  if (actor.kind === 'customer')
    return sql<boolean>`k.id = any(array(
      select own.id from cases own where own.customer_id = any(${recordsOf(actor.id)})
      union all select p.case_id from case_parties p where p.customer_id = any(${recordsOf(actor.id)}) and p.role = 'customer'
        and p.removed_at is null and p.through_case_id is null
      union all select c.id from cases c where ${shownToCompany(actor.id)}))`;
  if (actor.role === 'colleague') return sql<boolean>`false`;
  if (isLimited(actor)) return sql<boolean>`k.team_id = any(${[...actor.teamIds]}::uuid[])`;
  if (actor.role === 'owner' || actor.role === 'admin') return sql<boolean>`true`;
  return sql<boolean>`(k.team_id is null or k.team_id not in (${hiddenTeams(actor)}) or exists (select from case_parties p
    where p.case_id = k.id and p.removed_at is null and (p.user_id = ${actor.id}::uuid or p.team_id = any(${[...actor.teamIds]}::uuid[]))))`;
}

/** Whoever reads a conversation: a person of ours, the customer, or an outside party of a case. */
export type Viewer = Actor | { kind: 'party'; id: string };

/**
 * Which messages of a case he may see somebody may read: the one place where this is decided, as a condition on a row of
 * `messages` under the alias `m`. Our people read all. A customer reads what was said to the customer in his own cases, and in
 * those he joined what was said since. An outside party reads what names it, and nothing else. Notes never leave the house.
 */
export function visibleMessages(viewer: Viewer): RawBuilder<boolean> {
  if (viewer.kind === 'party')
    return sql<boolean>`(m.kind = 'message' and m.audience <> 'staff' and m.party_ids @> array[${viewer.id}]::uuid[])`;
  if (viewer.kind !== 'customer') return sql<boolean>`true`;
  return sql<boolean>`(m.kind = 'message' and m.audience = 'customer' and (
    exists (select from cases own where own.id = m.case_id and own.customer_id = any(${recordsOf(viewer.id)}))
    or exists (select from case_parties p where p.case_id = m.case_id and p.customer_id = any(${recordsOf(viewer.id)}) and p.role = 'customer'
      and p.removed_at is null and (p.sees_since is null or m.at >= p.sees_since))
    or exists (select from cases c where c.id = m.case_id and ${shownToCompany(viewer.id)})))`;
}

/**
 * Cases `c` of a customer's organisation, for whoever was given its cases to see: without those that were opened for one pair of
 * eyes, and without those of private teams.
 */
export function shownToCompany(customerId: string): RawBuilder<boolean> {
  return sql<boolean>`(c.organisation_id = (select v.organisation_id from customers v where v.id = ${customerId} and v.portal_role = 'organisation')
    and not c.only_his and not exists (select from teams t where t.id = c.team_id and t.private))`;
}

/** The record of a customer and those merged into it, as an array. */
function recordsOf(customerId: string): RawBuilder<unknown> {
  return sql`array(select c.id from customers c where c.id = ${customerId} or c.merged_into = ${customerId})`;
}

/** The private teams whose cases an actor does not see, as a subquery of ids. */
export function hiddenTeams(actor: Actor): RawBuilder<unknown> {
  if (isLimited(actor)) return sql`select t.id from teams t where not (t.id = any(${[...actor.teamIds]}::uuid[]))`;
  if (actor.kind === 'system' || ('role' in actor && (actor.role === 'owner' || actor.role === 'admin')))
    return sql`select t.id from teams t where false`;
  const mine = 'teamIds' in actor ? [...actor.teamIds] : [];
  return sql`select t.id from teams t where t.private and not (t.id = any(${mine}::uuid[]))`;
}

/** A key that is limited to teams sees their cases, also when they are private, and no others, also as an admin. */
function isLimited(actor: Actor): actor is Extract<Actor, { kind: 'key' }> {
  return actor.kind === 'key' && actor.onlyTeams === true;
}
