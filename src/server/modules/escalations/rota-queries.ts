import { sql } from 'kysely';
import type { Rota } from '../../../domain/promises/escalation-rota.ts';
import type { Database } from '../../store/database.ts';

export interface RotaRow {
  id: string;
  name: string;
  zone: string;
  starts_on: string;
  changes_at: string;
  turn_days: number;
  people: string[];
  changed_at: Date;
  archived_at: Date | null;
  /** Of those named, who has left or works on no cases any more. */
  gone: string[];
  overrides: { id: string; user_id: string; from: string; until: string; note: string }[];
}

/** A rota with the overrides that are not over at `since`, in the order they were made. */
const columns = (
  since: Date,
) => sql`r.id, r.name, r.zone, r.starts_on::text as starts_on, r.changes_at, r.turn_days, r.people::text[] as people,
  r.changed_at, r.archived_at, array(select u.id::text from users u where (not u.active or u.role = 'colleague') and (u.id = any(r.people)
    or u.id in (select o.user_id from on_call_overrides o where o.rota_id = r.id))) as gone, coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'user_id', o.user_id, 'from', o.from_at,
    'until', o.until_at, 'note', o.note) order by o.made_at, o.id) from on_call_overrides o
    where o.rota_id = r.id and o.until_at > ${since}), '[]') as overrides`;

export async function findRota(db: Database, id: string, since: Date): Promise<RotaRow | undefined> {
  const { rows } = await sql<RotaRow>`
    select ${columns(since)} from on_call_rotas r where r.id = ${id}::uuid and r.archived_at is null
  `.execute(db);
  return rows[0];
}

export async function listRotasAfter(
  db: Database,
  after: (string | number | null)[] | undefined,
  limit: number,
  since: Date,
): Promise<RotaRow[]> {
  const { rows } = await sql<RotaRow>`
    select ${columns(since)} from on_call_rotas r where r.archived_at is null
      and ${after === undefined ? sql`true` : sql`(r.name, r.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by r.name, r.id limit ${limit + 1}
  `.execute(db);
  return rows;
}

/** The row as the domain reads it. */
export function rotaOf(row: RotaRow): Rota {
  return {
    zone: row.zone,
    startsOn: row.starts_on,
    changesAt: row.changes_at,
    turnDays: row.turn_days,
    people: row.people,
    gone: new Set(row.gone),
    overrides: row.overrides.map((one) => ({
      userId: one.user_id,
      from: new Date(one.from),
      until: new Date(one.until),
    })),
  };
}

export async function findNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function isRotaCalled(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from escalation_protocols where archived_at is null
      and definition -> 'steps' @> ${JSON.stringify([{ rotaId: id }])}::jsonb limit 1
  `.execute(db);
  return rows.length > 0;
}
