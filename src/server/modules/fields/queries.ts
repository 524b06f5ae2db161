import { type Insertable, sql, type Updateable } from 'kysely';
import type { FieldOwner } from '../../../domain/fields/values.ts';
import type { Database, Transaction } from '../../store/database.ts';
import type { FieldDefinitions } from '../../store/tables.generated.ts';

const columns = [
  'id',
  'applies_to',
  'key',
  'name',
  'kind',
  'choices',
  'help',
  'required',
  'searchable',
  'position',
  'retired_at',
  'kinds',
  'show_when',
  'required_at',
] as const;

export function listDefinitions(db: Database, appliesTo: FieldOwner | undefined) {
  let query = db
    .selectFrom('field_definitions')
    .select(columns)
    .orderBy('applies_to')
    .orderBy('position')
    .orderBy('id');
  if (appliesTo !== undefined) query = query.where('applies_to', '=', appliesTo);
  return query.limit(600).execute();
}
export type DefinitionRecord = Awaited<ReturnType<typeof listDefinitions>>[number];

export function lockDefinition(trx: Transaction, id: string) {
  return trx.selectFrom('field_definitions').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertDefinition(trx: Transaction, row: Insertable<FieldDefinitions>) {
  return trx
    .insertInto('field_definitions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['applies_to', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
}

export function updateDefinition(trx: Transaction, id: string, change: Updateable<FieldDefinitions>) {
  return trx.updateTable('field_definitions').set(change).where('id', '=', id).execute();
}

/** Puts a field at a place and counts the others around it anew. */
export async function moveDefinition(trx: Transaction, row: DefinitionRecord, position: number): Promise<void> {
  await sql`
    update field_definitions f set position = o.place from (
      select id, row_number() over (order by case when id = ${row.id} then ${position}::numeric - 0.5 * sign(${row.position - position}::numeric) else position end, id) - 1 as place
      from field_definitions where applies_to = ${row.applies_to}) o
    where o.id = f.id and f.position <> o.place
  `.execute(trx);
}

/** Values that use a choice, at most `most` looked for: a choice in use is not dropped in silence. */
export async function choiceInUse(db: Database, row: DefinitionRecord, choice: string): Promise<boolean> {
  const table = { customer: sql`customers`, organisation: sql`organisations`, case: sql`cases` }[
    row.applies_to as 'customer' | 'organisation' | 'case'
  ];
  // said as the index over cases says it: most cases hold no value at all
  const some = row.applies_to === 'case' ? sql`fields <> '{}' and` : sql``;
  const value = JSON.stringify({ [row.key]: row.kind === 'choices' ? [choice] : choice });
  const { rows } = await sql`select 1 from ${table} where ${some} fields @> ${value}::jsonb limit 1`.execute(db);
  return rows.length > 0;
}
