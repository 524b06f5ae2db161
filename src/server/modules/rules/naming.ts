import { sql } from 'kysely';
import type { RuleDefinition } from '../../../domain/rules/words.ts';
import type { Database } from '../../store/database.ts';
import { companyLanguage } from '../people/index.ts';

/** The names of the teams and people that rules name, and the language in which the company's log is written. */
export async function namesIn(db: Database, definitions: readonly RuleDefinition[]) {
  const actions = definitions.flatMap((definition) => definition.actions);
  const ids = actions.flatMap(({ teamId, userId, userIds, teamIds }) =>
    [teamId, userId, ...(userIds ?? []), ...(teamIds ?? [])].filter((id) => typeof id === 'string'),
  );
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${ids}::uuid[]) union all select id, name from teams where id = any(${ids}::uuid[])
  `.execute(db);
  return { names: new Map(rows.map((row) => [row.id, row.name])), language: await companyLanguage(db) };
}
