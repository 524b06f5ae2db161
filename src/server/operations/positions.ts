import type pg from 'pg';

/**
 * Where readers of the log stand is told by transaction ids, and those mean something in one PostgreSQL only: in another
 * one the restored events could lie above its counter, never be read, and everything new would lie below the checkpoints.
 * In a backup the ids are therefore replaced by small numbers that keep what matters: which events each reader has read.
 * All events between two neighbouring checkpoints get the same number; among them the log's own order (id) holds.
 */
export interface Positions {
  /** SQL that gives the number of the position (`xid`, `id`), two expressions. */
  numberOf(xid: string, id: string): string;
  /** SQL over `subscriptions` that gives the last event read, under the new numbers. */
  lastRead: string;
}

/** Reads the checkpoints in the open transaction of `client`. */
export async function readPositions(client: pg.Client): Promise<Positions> {
  const { rows } = await client.query<{ xid: string; id: string; last: string | null }>(`
    with checkpoints as (select distinct xid, event_id from subscriptions),
      spans as (select xid, event_id, lag(xid, 1, '0'::xid8) over w as from_xid, lag(event_id, 1, 0::bigint) over w as from_id
        from checkpoints window w as (order by xid, event_id))
    select spans.xid::text as xid, event_id::text as id,
      (select max(e.id)::text from events e
        where (e.xid, e.id) > (from_xid, from_id) and (e.xid, e.id) <= (spans.xid, event_id)) as last
    from spans order by spans.xid, event_id`);
  const place = (row: { xid: string; id: string }) => `('${row.xid}'::xid8, ${row.id}::bigint)`;
  const cases = (ofRow: (row: (typeof rows)[number], at: number) => string, otherwise: string) =>
    rows.length === 0 ? otherwise : `case ${rows.map(ofRow).join(' ')} else ${otherwise} end`;
  return {
    numberOf: (xid, id) =>
      cases((row, at) => `when (${xid}, ${id}) <= ${place(row)} then '${at}'::xid8`, `'${rows.length}'::xid8`),
    lastRead: cases((row) => `when (xid, event_id) = ${place(row)} then ${row.last ?? row.id}::bigint`, 'event_id'),
  };
}
