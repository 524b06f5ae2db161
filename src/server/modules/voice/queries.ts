import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

type After = (string | number | null)[] | undefined;

export function findSettings(db: Database) {
  return db.selectFrom('voice_settings').selectAll().executeTakeFirstOrThrow();
}

export type SettingsRow = Awaited<ReturnType<typeof findSettings>>;

export function updateSettings(trx: Transaction, change: Partial<Omit<SettingsRow, 'one'>>) {
  return trx.updateTable('voice_settings').set(change).execute();
}

const surveyColumns = [
  'id',
  'programme',
  'name',
  'questions',
  'quiet_days',
  'active',
  'created_at',
  'version',
  'anonymous',
  'priority',
  'way',
  'theme',
  'quota',
  'expires_days',
  'destination_id',
  'wait_hours',
  'link_key',
  'fewest',
] as const;

export function findSurvey(db: Database, id: string) {
  return db.selectFrom('surveys').select(surveyColumns).where('id', '=', id).executeTakeFirst();
}

export type SurveyRow = NonNullable<Awaited<ReturnType<typeof findSurvey>>>;

export function findSurveyOfProgramme(db: Database, programme: 'after-case' | 'recovery') {
  return db.selectFrom('surveys').select(surveyColumns).where('programme', '=', programme).executeTakeFirst();
}

/** The survey behind a public page. */
export function findSurveyByLink(db: Database, key: string) {
  return db.selectFrom('surveys').select(surveyColumns).where('link_key', '=', key).executeTakeFirst();
}

/** What a customer was asked at a destination. */
export function findDestinationAsked(db: Database, id: string) {
  return db.selectFrom('destinations').select(['name', 'acceptance_question']).where('id', '=', id).executeTakeFirst();
}

/** What is asked when somebody reaches a destination. */
export function listSurveysOfDestinations(db: Database, destinationIds: readonly string[]) {
  return db
    .selectFrom('surveys')
    .select(surveyColumns)
    .where('programme', '=', 'destination')
    .where('active', '=', true)
    .where((eb) =>
      eb.or([eb('destination_id', 'is', null), eb('destination_id', '=', eb.fn.any(eb.val(destinationIds)))]),
    )
    .orderBy('priority')
    .limit(500)
    .execute();
}

export function listSurveysAfter(db: Database, after: After, limit: number) {
  let query = db
    .selectFrom('surveys')
    .select(surveyColumns)
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('name', 'id'), '>', eb.tuple(String(after[0]), String(after[1]))));
  return query.execute();
}

/** What asking and recovering need to know of a case. */
export function findCase(db: Database, id: string) {
  return db
    .selectFrom('cases')
    .select([
      'id',
      'number',
      'subject',
      'state',
      'channel',
      'customer_id',
      'assignee_id',
      'team_id',
      'mailbox_id',
      'closed_at',
      'closed_by',
      'verdict',
      'merged_into',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}

export type CaseRow = NonNullable<Awaited<ReturnType<typeof findCase>>>;

/** Whoever of the staff wrote to the customer last. */
export function findLastReplier(db: Database, caseId: string) {
  return db
    .selectFrom('messages')
    .select(['author_user_id'])
    .where('case_id', '=', caseId)
    .where('direction', '=', 'out')
    .where('kind', '=', 'message')
    .where('audience', '=', 'customer')
    .where('author_user_id', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A customer as far as we write to him; a merged record answers through the one it was merged into. */
export async function findCustomer(db: Database, id: string) {
  const { rows } = await sql<{ id: string; name: string; language: string | null; vip: boolean; legal_hold: boolean }>`
    select root.id, root.name, root.language, root.vip, root.legal_hold is not null as legal_hold from customers c join customers root on root.id = coalesce(c.merged_into, c.id) where c.id = ${id} and root.erased_at is null
  `.execute(db);
  return rows[0];
}

/** The mail addresses of a customer, those that still take mail first, his own before those of records merged into his. */
export function listAddresses(db: Database, customerId: string) {
  return db
    .selectFrom('identities')
    .select(['value', 'bounced_at'])
    .where((eb) =>
      eb.or([
        eb('customer_id', '=', customerId),
        eb('customer_id', 'in', eb.selectFrom('customers').select('id').where('merged_into', '=', customerId)),
      ]),
    )
    .where('kind', '=', 'email')
    .orderBy(sql`bounced_at is not null`)
    .orderBy(sql`customer_id <> ${customerId}`)
    .orderBy('created_at')
    .limit(20)
    .execute();
}

/** The calendar that counts working days where nothing else is said. */
export function findDefaultCalendar(db: Database) {
  return db
    .selectFrom('calendars')
    .select(['zone', 'week', 'exceptions'])
    .where('is_default', '=', true)
    .executeTakeFirst();
}

export function isActiveUser(db: Database, id: string) {
  return db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst();
}

/** The lead of a team; without a team or a lead, whoever leads the company. */
export async function findLead(db: Database, teamId: string | null) {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u left join team_members m on m.user_id = u.id and m.team_id = ${teamId}::uuid
    where u.active and (u.role in ('manager', 'admin', 'owner') or (m.team_id is not null and u.role = 'lead'))
    order by (m.team_id is not null and u.role = 'lead') desc, m.team_id is not null desc,
      array_position(array['manager', 'owner', 'admin'], u.role), u.created_at, u.id limit 1
  `.execute(db);
  return rows[0]?.id ?? null;
}

/** Remembers that we heard what a customer thinks. */
export function insertHeard(trx: Transaction, customerId: string, at: Date, way: 'answer' | 'observation' | 'brief') {
  return trx
    .insertInto('heard_customers')
    .values({ customer_id: customerId, at, way })
    .onConflict((conflict) =>
      conflict
        .column('customer_id')
        .doUpdateSet((eb) => ({ at: eb.ref('excluded.at'), way: eb.ref('excluded.way') }))
        .whereRef('heard_customers.at', '<=', 'excluded.at'),
    )
    .execute();
}

/** What changes in the counts of one day. */
export interface SurveyDayChange {
  invited?: number;
  withheld?: number;
  bounced?: number;
  partial?: number;
  complete?: number;
  /** Whose page was shown for the first time. */
  opened?: number;
  /** Who sent an answer, rather than having begun one. */
  answered?: number;
}

/** Adds to the counts of a survey on the day of an invitation (UTC). */
export function addToSurveyDay(trx: Transaction, surveyId: string, at: Date, change: SurveyDayChange) {
  const { invited = 0, withheld = 0, bounced = 0, partial = 0, complete = 0, opened = 0, answered = 0 } = change;
  return trx
    .insertInto('survey_days')
    .values({
      survey_id: surveyId,
      day: at.toISOString().slice(0, 10),
      invited,
      withheld,
      bounced,
      partial,
      complete,
      opened,
      answered,
    })
    .onConflict((conflict) =>
      conflict.columns(['survey_id', 'day']).doUpdateSet((eb) => ({
        invited: eb('survey_days.invited', '+', eb.ref('excluded.invited')),
        withheld: eb('survey_days.withheld', '+', eb.ref('excluded.withheld')),
        bounced: eb('survey_days.bounced', '+', eb.ref('excluded.bounced')),
        partial: eb('survey_days.partial', '+', eb.ref('excluded.partial')),
        complete: eb('survey_days.complete', '+', eb.ref('excluded.complete')),
        opened: eb('survey_days.opened', '+', eb.ref('excluded.opened')),
        answered: eb('survey_days.answered', '+', eb.ref('excluded.answered')),
      })),
    )
    .execute();
}

export function addToWithheldDay(trx: Transaction, surveyId: string, at: Date, because: string) {
  return trx
    .insertInto('withheld_days')
    .values({ survey_id: surveyId, day: at.toISOString().slice(0, 10), because, n: 1 })
    .onConflict((conflict) =>
      conflict.columns(['survey_id', 'day', 'because']).doUpdateSet((eb) => ({ n: eb('withheld_days.n', '+', 1) })),
    )
    .execute();
}

export function sumSurveyDays(db: Database, surveyId: string, from: string, to: string) {
  return db
    .selectFrom('survey_days')
    .select([
      sql<number>`coalesce(sum(invited), 0)::int`.as('invited'),
      sql<number>`coalesce(sum(withheld), 0)::int`.as('withheld'),
      sql<number>`coalesce(sum(bounced), 0)::int`.as('bounced'),
      sql<number>`coalesce(sum(partial), 0)::int`.as('partial'),
      sql<number>`coalesce(sum(complete), 0)::int`.as('complete'),
      sql<number>`coalesce(sum(opened), 0)::int`.as('opened'),
      sql<number>`coalesce(sum(answered), 0)::int`.as('answered'),
    ])
    .where('survey_id', '=', surveyId)
    .where('day', '>=', sql<string>`${from}::date`)
    .where('day', '<=', sql<string>`${to}::date`)
    .executeTakeFirstOrThrow();
}

export function sumWithheldDays(db: Database, surveyId: string, from: string, to: string) {
  return db
    .selectFrom('withheld_days')
    .select(['because', sql<number>`sum(n)::int`.as('n')])
    .where('survey_id', '=', surveyId)
    .where('day', '>=', sql<string>`${from}::date`)
    .where('day', '<=', sql<string>`${to}::date`)
    .groupBy('because')
    .having(sql<boolean>`sum(n) > 0`)
    .orderBy('n', 'desc')
    .execute();
}
