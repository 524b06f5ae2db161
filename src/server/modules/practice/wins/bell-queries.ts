import { sql } from 'kysely';
import type { Actor } from '../../../context.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import { teamIdsOf } from '../outside-queries.ts';
import { winSeenBy } from './win-queries.ts';

export interface Named {
  id: string;
  name: string;
}

export interface BellRow {
  id: string;
  win_id: string;
  rung_by: Named;
  by: Named;
  words: string;
  level: 'quiet' | 'team' | 'company';
  customer_first_name: string | null;
  quote: string | null;
  at: Date;
  cheers: Named[];
  comments: { id: string; by: Named; words: string; at: string }[];
}

const named = (alias: string) =>
  sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)})`;

const selectBells = sql`select b.id, b.win_id, ${named('r')} as rung_by, ${named('u')} as by, b.words, b.level, b.customer_first_name,
  b.quote, b.at,
  coalesce((select json_agg(${named('p')} order by x.at) from bell_cheers x join users p on p.id = x.user_id where x.bell_id = b.id), '[]') as cheers,
  coalesce((select json_agg(json_build_object('id', x.id, 'by', ${named('p')}, 'words', x.words, 'at', x.at) order by x.at)
    from bell_comments x join users p on p.id = x.user_id where x.bell_id = b.id), '[]') as comments
  from bells b join wins w on w.id = b.win_id join users u on u.id = w.user_id join users r on r.id = b.rung_by`;

/** Who hears: everybody the company's bells, a team its own, only oneself a quiet yes. */
function heardBy(actor: Actor) {
  const me = actor.kind === 'staff' ? actor.id : null;
  return sql`${winSeenBy(actor)} and (b.level = 'company' or b.rung_by = ${me}::uuid
    or (b.level = 'team' and (w.user_id = ${me}::uuid or b.team_ids && ${teamIdsOf(actor)}::uuid[])))`;
}

export async function findBell(db: Database, actor: Actor, id: string): Promise<BellRow | undefined> {
  const { rows } = await sql<BellRow>`${selectBells} where b.id = ${id} and ${heardBy(actor)}`.execute(db);
  return rows[0];
}

export async function listBellsAfter(
  db: Database,
  actor: Actor,
  options: { since: string | undefined; after: (string | number | null)[] | undefined; limit: number },
): Promise<BellRow[]> {
  const { rows } = await sql<BellRow>`
    ${selectBells} where ${heardBy(actor)} and (${options.since ?? null}::timestamptz is null or b.at >= ${options.since ?? null}::timestamptz)
      and (${options.after === undefined} or (b.at, b.id) < (${options.after?.[0] ?? null}::timestamptz, ${options.after?.[1] ?? null}::uuid))
    order by b.at desc, b.id desc limit ${options.limit}
  `.execute(db);
  return rows;
}

/** Adds the bell of a win. @returns false when it has rung before. */
export async function insertBell(
  trx: Transaction,
  bell: {
    id: string;
    win_id: string;
    rung_by: string;
    words: string;
    level: 'quiet' | 'team' | 'company';
    team_ids: string[];
    customer_first_name: string | null;
    quote: string | null;
    at: Date;
  },
): Promise<boolean> {
  const made = await trx
    .insertInto('bells')
    .values(bell)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** @returns false when this person cheered before. */
export async function insertCheer(trx: Transaction, bellId: string, userId: string, at: Date): Promise<boolean> {
  const made = await trx
    .insertInto('bell_cheers')
    .values({ bell_id: bellId, user_id: userId, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('bell_id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function insertComment(
  trx: Transaction,
  comment: { id: string; bell_id: string; user_id: string; words: string; at: Date },
): Promise<void> {
  await trx.insertInto('bell_comments').values(comment).execute();
}

export interface KudosRow {
  id: string;
  from: Named;
  to: Named;
  standard: Named;
  words: string;
  win_id: string | null;
  at: Date;
}

const selectKudos = sql`select k.id, ${named('f')} as "from", ${named('t')} as "to", ${named('s')} as standard, k.words, k.win_id, k.at
  from kudos k join users f on f.id = k.from_user_id join users t on t.id = k.to_user_id join standards s on s.id = k.standard_id`;

export async function findKudos(db: Database, id: string): Promise<KudosRow | undefined> {
  const { rows } = await sql<KudosRow>`${selectKudos} where k.id = ${id}`.execute(db);
  return rows[0];
}

export async function listKudosAfter(
  db: Database,
  options: {
    standardId: string | undefined;
    toUserId: string | undefined;
    after: (string | number | null)[] | undefined;
    limit: number;
  },
): Promise<KudosRow[]> {
  const { rows } = await sql<KudosRow>`
    ${selectKudos} where (${options.standardId ?? null}::uuid is null or k.standard_id = ${options.standardId ?? null}::uuid)
      and (${options.toUserId ?? null}::uuid is null or k.to_user_id = ${options.toUserId ?? null}::uuid)
      and (${options.after === undefined} or (k.at, k.id) < (${options.after?.[0] ?? null}::timestamptz, ${options.after?.[1] ?? null}::uuid))
    order by k.at desc, k.id desc limit ${options.limit}
  `.execute(db);
  return rows;
}

export async function insertKudos(
  trx: Transaction,
  kudos: {
    id: string;
    from_user_id: string;
    to_user_id: string;
    standard_id: string;
    words: string;
    win_id: string | null;
    at: Date;
  },
): Promise<void> {
  await trx.insertInto('kudos').values(kudos).execute();
}

export async function countKudosByStandard(db: Database, since: Date) {
  const { rows } = await sql<{ standard: Named; count: number }>`
    select ${named('s')} as standard, count(k.id)::int as count
    from standards s left join kudos k on k.standard_id = s.id and k.at >= ${since}
    where s.retired_at is null or k.id is not null group by s.id order by s.position, s.id limit 200
  `.execute(db);
  return rows;
}
