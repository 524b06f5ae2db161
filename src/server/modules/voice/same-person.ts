import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a column names the same person as another: records are merged by reference and nothing is moved, so what is his stands
 * under the record that is left and under every one merged into it.
 * @param person a column that names any of his records
 */
export function isSamePerson(column: string, person: string): RawBuilder<boolean> {
  const one = sql.ref(person);
  return sql<boolean>`${sql.ref(column)} = any(array(
    select coalesce(me.merged_into, me.id) from customers me where me.id = ${one}
    union all select x.id from customers me join customers x on x.merged_into = coalesce(me.merged_into, me.id) where me.id = ${one}))`;
}
