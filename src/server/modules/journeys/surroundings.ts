import type { Surroundings } from '../../../domain/journeys/unclear-steps.ts';
import { mayRole, type Permission, type Role, roles } from '../../../domain/people/permissions.ts';
import type { Database } from '../../store/database.ts';

/** What the linter asks about the company: who is in which role or team, what they may do, which procedures are in use. */
export async function surroundingsOf(db: Database, journeyId: string): Promise<Surroundings> {
  const people = await db
    .selectFrom('users as u')
    .leftJoin('team_members as m', 'm.user_id', 'u.id')
    .leftJoin('teams as t', 't.id', 'm.team_id')
    .select(['u.id', 'u.role', 't.name as team'])
    .where('u.active', '=', true)
    .execute();
  const procedures = await db
    .selectFrom('procedures')
    .select('id')
    .where('version', '>', 0)
    .where('retired_at', 'is', null)
    .execute();
  const isRole = (word: string): word is Role => roles.some((role) => role === word);
  const inRole = Map.groupBy(people, ({ role }) => role);
  const inTeam = Map.groupBy(people, ({ team }) => team?.toLocaleLowerCase() ?? '');
  const whoIs = (word: string) =>
    (isRole(word) ? inRole.get(word) : inTeam.get(word.trim().toLocaleLowerCase() || '\0')) ?? [];
  return {
    peopleIn: (role) => new Set(whoIs(role).map(({ id }) => id)).size,
    may: (role, permission) =>
      whoIs(role).some((person) => isRole(person.role) && mayRole(person.role, permission as Permission)),
    procedures: new Set(procedures.map(({ id }) => id)),
    journeys: await journeysWithout(db, journeyId),
  };
}

/** Journeys that may stand within this one: neither itself nor any that holds it, however deep. */
export async function journeysWithout(db: Database, journeyId: string): Promise<Set<string>> {
  const all = await db.selectFrom('journeys').select('id').execute();
  const within = await db
    .selectFrom('destinations')
    .select(['journey_id', 'sub_journey_id'])
    .where('sub_journey_id', 'is not', null)
    .where('retired_at', 'is', null)
    .execute();
  const holders = new Set([journeyId]);
  // as often as there are journeys at most: each round finds one more or none
  for (let grown = true; grown;) {
    grown = false;
    for (const { journey_id, sub_journey_id } of within)
      if (holders.has(sub_journey_id!) && !holders.has(journey_id)) {
        holders.add(journey_id);
        grown = true;
      }
  }
  return new Set(all.map(({ id }) => id).filter((id) => !holders.has(id)));
}
