import { type RawBuilder, sql } from 'kysely';
import type { ViewSort } from '../../../../domain/cases/views.ts';
import type { CaseListRecord } from '../queries.ts';

type Keys = (string | number | null)[];

/** An order of cases: how the rows stand, which come after given keys, and the keys of a row. */
export interface CaseOrder {
  by: RawBuilder<unknown>;
  after: (keys: Keys) => RawBuilder<unknown>;
  keysOf: (row: CaseListRecord) => Keys;
  only?: RawBuilder<unknown>;
}

const promiseAt = sql`coalesce(k.next_promise_at, 'infinity'::timestamptz)`;
const promiseKey = (row: CaseListRecord) => row.next_promise_at?.toISOString() ?? 'infinity';
const ranks: Record<string, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** Each order walks an index of its own, so that any page of any view costs the same. */
export const viewOrders: Record<ViewSort, CaseOrder> = {
  promise: {
    by: sql`${promiseAt}, k.id`,
    after: ([at, id]) => sql`(${promiseAt}, k.id) > (${at}::timestamptz, ${id}::uuid)`,
    keysOf: (row) => [promiseKey(row), row.id],
  },
  updated: {
    by: sql`k.updated_at desc, k.id desc`,
    after: ([at, id]) => sql`(k.updated_at, k.id) < (${at}::timestamptz, ${id}::uuid)`,
    keysOf: (row) => [row.updated_at.toISOString(), row.id],
  },
  created: {
    by: sql`k.number`,
    after: ([number]) => sql`k.number > ${number}::bigint`,
    keysOf: (row) => [row.number],
  },
  newest: {
    by: sql`k.number desc`,
    after: ([number]) => sql`k.number < ${number}::bigint`,
    keysOf: (row) => [row.number],
  },
  priority: {
    by: sql`priority_rank(k.priority), ${promiseAt}, k.id`,
    after: ([rank, at, id]) =>
      sql`(priority_rank(k.priority), ${promiseAt}, k.id) > (${rank}::int, ${at}::timestamptz, ${id}::uuid)`,
    keysOf: (row) => [ranks[row.priority] ?? 3, promiseKey(row), row.id],
  },
  waiting: {
    by: sql`k.waiting_since, k.id`,
    after: ([at, id]) => sql`(k.waiting_since, k.id) > (${at}::timestamptz, ${id}::uuid)`,
    keysOf: (row) => [row.waiting_since?.toISOString() ?? null, row.id],
    only: sql`k.waiting_since is not null`,
  },
};

/** How many keys a cursor of an order holds. */
export const keysOfOrder: Record<ViewSort, number> = {
  promise: 2,
  updated: 2,
  created: 1,
  newest: 1,
  priority: 3,
  waiting: 2,
};
