import { type Insertable, sql, type Updateable } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import type { CaseForms } from '../../store/tables.generated.ts';

const columns = [
  'id',
  'slug',
  'kind',
  'audience',
  'state',
  'language',
  'texts',
  'questions',
  'asks',
  'team_id',
  'tags',
  'priority',
  'catalogue',
  'expected_days',
  'steps',
  'position',
  'changed_at',
] as const;

/** Forms in their order; a company has dozens, never thousands. */
export function selectForms(db: Database) {
  return db.selectFrom('case_forms').select(columns).orderBy('position').orderBy('id').limit(500);
}
export type FormRecord = Awaited<ReturnType<ReturnType<typeof selectForms>['execute']>>[number];

export function findForm(db: Database, by: { id: string } | { slug: string }) {
  const query = db.selectFrom('case_forms').select(columns);
  return ('id' in by ? query.where('id', '=', by.id) : query.where('slug', '=', by.slug)).executeTakeFirst();
}

export function lockForm(trx: Transaction, id: string) {
  return trx.selectFrom('case_forms').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertForm(trx: Transaction, row: Insertable<CaseForms>) {
  return trx
    .insertInto('case_forms')
    .values(row)
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
}

export function updateForm(trx: Transaction, id: string, change: Updateable<CaseForms>) {
  return trx.updateTable('case_forms').set(change).where('id', '=', id).execute();
}

/** Whether another form has this address. */
export async function slugTaken(db: Database, slug: string, except: string): Promise<boolean> {
  const row = await db
    .selectFrom('case_forms')
    .select('id')
    .where('slug', '=', slug)
    .where('id', '<>', except)
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts a form at a place and counts the others around it anew. */
export async function moveForm(trx: Transaction, row: FormRecord, position: number): Promise<void> {
  await sql`
    update case_forms f set position = o.place from (
      select id, row_number() over (order by case when id = ${row.id} then ${position}::numeric - 0.5 * sign(${row.position - position}::numeric) else position end, id) - 1 as place
      from case_forms) o
    where o.id = f.id and f.position <> o.place
  `.execute(trx);
}

/** Notes that a visit read an article; the first one stays. */
export async function noteRead(
  db: Database,
  visit: { id: string; formId: string; articleId: string; at: Date },
): Promise<void> {
  await sql`
    insert into form_visits (id, form_id, at, article_id, read_at) values (${visit.id}, ${visit.formId}, ${visit.at}, ${visit.articleId}, ${visit.at})
    on conflict (id) do update set article_id = excluded.article_id, read_at = excluded.read_at
      where form_visits.read_at is null and form_visits.sent_at is null
  `.execute(db);
}

/** Takes a visit for one sending: the number of the case it was sent as already, if it was. */
export async function takeVisit(
  trx: Transaction,
  visit: { id: string; formId: string; at: Date },
): Promise<number | undefined> {
  await sql`insert into form_visits (id, form_id, at) values (${visit.id}, ${visit.formId}, ${visit.at}) on conflict do nothing`.execute(
    trx,
  );
  const { rows } = await sql<{ number: number | null }>`
    with taken as (select case_id from form_visits where id = ${visit.id} for update)
    select (select number from cases k where k.id = taken.case_id) as number from taken
  `.execute(trx);
  return rows[0]?.number ?? undefined;
}

/** The number of the case a visit was sent as. */
export async function sentAs(db: Database, visitId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('form_visits')
    .innerJoin('cases', 'cases.id', 'form_visits.case_id')
    .select('cases.number')
    .where('form_visits.id', '=', visitId)
    .executeTakeFirst();
  return row?.number;
}

export function endVisit(trx: Transaction, id: string, caseId: string, at: Date) {
  return trx.updateTable('form_visits').set({ sent_at: at, case_id: caseId }).where('id', '=', id).execute();
}

/** What visits of a form came to since a day. */
export async function countVisits(db: Database, formId: string, since: Date, settled: Date) {
  const { rows } = await sql<{ sent: number; read_and_sent: number; read_and_not_sent: number; read_and_open: number }>`
    select count(*) filter (where sent_at is not null and read_at is null)::int as sent,
      count(*) filter (where sent_at is not null and read_at is not null)::int as read_and_sent,
      count(*) filter (where sent_at is null and read_at < ${settled})::int as read_and_not_sent,
      count(*) filter (where sent_at is null and read_at >= ${settled})::int as read_and_open
    from form_visits where form_id = ${formId} and at >= ${since}
  `.execute(db);
  return rows[0]!;
}

/** A public article by its address. */
export async function findArticleId(db: Database, slug: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('articles')
    .select('id')
    .where('slug', '=', slug)
    .where('state', '=', 'published')
    .where('audience', '=', 'public')
    .executeTakeFirst();
  return row?.id;
}

/** Where answers to a customer go: his address that did not bounce. */
export async function findReplyAddress(db: Database, customerId: string): Promise<string | null> {
  const row = await db
    .selectFrom('identities')
    .select('value')
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'email')
    .orderBy(sql`bounced_at is not null`)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.value ?? null;
}
