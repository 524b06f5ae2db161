import { type RawBuilder, sql } from 'kysely';

/**
 * Which customers are with us, as a subquery of ids: whoever wrote, called or bought in the period, under whatever record. Somebody who
 * buys and never writes is a customer like the others, and the one we know least of.
 */
export function activeCustomers(since: Date, until: Date): RawBuilder<{ id: string }> {
  return sql`select id from customers where merged_into is null and erased_at is null and last_heard_at >= ${since}
    union select coalesce(w.merged_into, w.id) as id from purchases p join customers w on w.id = p.customer_id
      where p.at >= ${since} and p.at <= ${until} and w.erased_at is null`;
}
