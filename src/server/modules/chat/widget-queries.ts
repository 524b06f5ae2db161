import { sql } from 'kysely';
import type { WidgetSettings } from '../../../contract/widget-settings.ts';
import type { Calendar } from '../../../domain/promises/calendar.ts';
import type { Database, Transaction } from '../../store/database.ts';

export interface WidgetRow {
  id: string;
  name: string;
  key: string;
  secret: Buffer;
  origins: string[];
  team_id: string | null;
  settings: WidgetSettings;
  created_at: Date;
}

const columns = sql`id, name, key, secret, origins, team_id, settings, created_at`;

export async function findWidgetById(db: Database, id: string): Promise<WidgetRow | undefined> {
  return (await sql<WidgetRow>`select ${columns} from widgets where id = ${id}`.execute(db)).rows[0];
}

export async function findWidgetByKey(db: Database, key: string): Promise<WidgetRow | undefined> {
  return (await sql<WidgetRow>`select ${columns} from widgets where key = ${key}`.execute(db)).rows[0];
}

/** Whether any widget may stand on pages of this origin. */
export async function isOriginListed(db: Database, origin: string): Promise<boolean> {
  const { rows } = await sql`select 1 from widgets where origins @> array[${origin}]::text[] limit 1`.execute(db);
  return rows.length > 0;
}

export async function listWidgetsAfter(
  db: Database,
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<WidgetRow[]> {
  const { rows } = await sql<WidgetRow>`
    select ${columns} from widgets
    where ${after === undefined ? sql`true` : sql`(name, id) > (${String(after[0])}, ${after[1]}::uuid)`}
    order by name, id limit ${limit + 1}`.execute(db);
  return rows;
}

export function insertWidget(trx: Transaction, row: WidgetRow) {
  return trx
    .insertInto('widgets')
    .values({ ...row, settings: JSON.stringify(row.settings) })
    .execute();
}

export function updateWidget(trx: Transaction, row: WidgetRow) {
  const { id, ...rest } = row;
  return trx
    .updateTable('widgets')
    .set({ ...rest, settings: JSON.stringify(row.settings) })
    .where('id', '=', id)
    .execute();
}

export function deleteWidget(trx: Transaction, id: string) {
  return trx.deleteFrom('widgets').where('id', '=', id).execute();
}

export async function teamExists(db: Database, id: string): Promise<boolean> {
  return (await db.selectFrom('teams').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** The hours a widget's chats are answered in: those of its team, else the company's; null = always. */
export async function findHours(db: Database, teamId: string | null): Promise<Calendar | null> {
  const { rows } = await sql<Calendar>`
    select c.zone, c.week, c.exceptions from calendars c
    where c.is_default or c.id = (select t.calendar_id from teams t where t.id = ${teamId}::uuid)
    order by c.is_default limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Minutes until the first answer of the newest chats that began within hours; what is unanswered after an hour counts as an hour. */
export async function listAnswerMinutes(db: Database, widgetId: string, now: Date): Promise<number[]> {
  const { rows } = await sql<{ minutes: number }>`
    select extract(epoch from coalesce(first_answered_at, ${now}::timestamptz) - started_at)::float8 / 60 as minutes
    from (select * from chats where widget_id = ${widgetId} and started_at > ${now}::timestamptz - interval '28 days'
      order by started_at desc limit 50) lately
    where within_hours and (first_answered_at is not null or started_at < ${now}::timestamptz - interval '1 hour')`.execute(
    db,
  );
  return rows.map((row) => row.minutes);
}
