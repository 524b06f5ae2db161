import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/database.ts';
import type { Reach } from './reach.ts';

/** Whose rows are meant: a person with all his records and cases, or cases alone. */
export interface Scope {
  readonly customerIds: readonly string[];
  readonly caseIds: readonly string[];
  /** Addresses, numbers and names in other systems, by which he is found where no row names him. */
  readonly identities: readonly string[];
  /** What he is called. */
  readonly names: readonly string[];
}

/** A person with every record merged into his, and all their cases. */
export async function scopeOfPerson(db: Database, rootId: string): Promise<Scope> {
  const customers = await db
    .selectFrom('customers')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('id', '=', rootId), eb('merged_into', '=', rootId)]))
    .execute();
  const customerIds = customers.map((row) => row.id);
  const cases = await db.selectFrom('cases').select('id').where('customer_id', 'in', customerIds).execute();
  const identities = await db
    .selectFrom('identities')
    .select('value')
    .where('customer_id', 'in', customerIds)
    .execute();
  return {
    customerIds,
    caseIds: cases.map((row) => row.id),
    identities: [...new Set(identities.map((row) => row.value).filter((value) => value.length >= 5))],
    names: [...new Set(customers.map((row) => row.name).filter((name) => name.trim().length >= 5))],
  };
}

/** Cases alone: what was said in them, without the people. */
export function scopeOfCases(caseIds: readonly string[]): Scope {
  return { customerIds: [], caseIds, identities: [], names: [] };
}

/**
 * The condition on a row of `table` (under the alias `t`) that says it belongs to the scope: one of its links names a
 * customer or a case of the scope, or a row that belongs to it itself. Undefined when no way leads there.
 */
export function belongsToScope(
  reach: readonly Reach[],
  table: string,
  scope: Scope,
  alias = 't',
): RawBuilder<boolean> | undefined {
  return condition(new Map(reach.map((one) => [one.table, one])), table, scope, alias, []);
}

function condition(
  reach: ReadonlyMap<string, Reach>,
  table: string,
  scope: Scope,
  alias: string,
  on: readonly string[],
): RawBuilder<boolean> | undefined {
  if (table === 'customers')
    return scope.customerIds.length === 0 ? undefined : isOneOf(alias, 'id', scope.customerIds);
  if (table === 'cases') return scope.caseIds.length === 0 ? undefined : isOneOf(alias, 'id', scope.caseIds);
  // four steps reach everything there is; more would only go in circles
  if (on.length > 4 || on.includes(table)) return undefined;
  const ways = (reach.get(table)?.links ?? []).flatMap((link) => {
    if (link.to === 'customers')
      return scope.customerIds.length === 0 ? [] : [isOneOf(alias, link.column, scope.customerIds)];
    if (link.to === 'cases') return scope.caseIds.length === 0 ? [] : [isOneOf(alias, link.column, scope.caseIds)];
    const inner = `${alias}_`;
    const there = condition(reach, link.to, scope, inner, [...on, table]);
    return there === undefined
      ? []
      : [
          // as an array the other rows are found once, and the index on the column finds these
          sql<boolean>`${sql.ref(`${alias}.${link.column}`)} = any(array(select ${sql.ref(`${inner}.${link.key}`)} from ${sql.table(link.to)} as ${sql.ref(inner)} where ${there}))`,
        ];
  });
  return ways.length === 0 ? undefined : sql<boolean>`(${sql.join(ways, sql` or `)})`;
}

function isOneOf(alias: string, column: string, ids: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.${column}`)} = any(${[...ids]}::uuid[])`;
}
