import { type RawBuilder, sql } from 'kysely';

/**
 * The records of one person: merged ones are by reference and nothing is moved, so what is his stands under the record that is left and
 * under every one merged into it.
 * @param person a column that names any of them
 */
export function recordsOf(person: string): RawBuilder<string[]> {
  const one = sql.ref(person);
  return sql<string[]>`array(
    select coalesce(me.merged_into, me.id) from customers me where me.id = ${one}
    union all select x.id from customers me join customers x on x.merged_into = coalesce(me.merged_into, me.id) where me.id = ${one})`;
}

/** Whether a column names the same person as another. */
export function isSamePerson(column: string, person: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = any(${recordsOf(person)})`;
}
