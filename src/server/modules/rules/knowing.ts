/** What is known of a case, and of what has just happened to it, as facts that conditions ask about. */
import { sql } from 'kysely';
import type { FieldValues } from '../../../domain/fields/values.ts';
import type { Facts, FactValue } from '../../../domain/rules/words.ts';
import { type Calendar, type OpenHours } from '../../../domain/promises/calendar.ts';
import { isOpenAt } from '../../../domain/promises/business-time.ts';
import type { Database } from '../../store/database.ts';

/** What happened, as far as facts come from it. */
export interface Happening {
  type: string;
  data: Readonly<Record<string, unknown>>;
}

export interface KnownCase {
  id: string;
  number: number;
  subject: string;
  state: string;
  priority: string;
  kind: string;
  channel: string;
  team_id: string | null;
  assignee_id: string | null;
  tags: string[];
  emotion: string | null;
  /** Values of own fields. */
  fields: FieldValues;
  reopened: number;
  waiting_since: Date | null;
  visitor_due_at: Date | null;
  created_at: Date;
  last_customer_at: Date | null;
  last_staff_at: Date | null;
  updated_at: Date;
  closed_at: Date | null;
  customer_name: string;
  customer_language: string | null;
  vip: boolean;
  address: string | null;
  organisation: string | null;
  value: number | null;
  team_name: string | null;
  assignee_name: string | null;
  zone: string | null;
  week: Calendar['week'] | null;
  exceptions: Calendar['exceptions'] | null;
}

const yearOf = (now: Date) => new Date(now.getTime() - 365 * 86_400_000);

/** Cases with everything that conditions may ask, and the calendar they go by; `lock` holds the rows. */
export async function readKnownCases(db: Database, ids: readonly string[], now: Date): Promise<Map<string, KnownCase>> {
  const { rows } = await sql<KnownCase>`
    select k.id, k.number, k.subject, k.state, k.priority, k.kind, k.channel, k.team_id, k.assignee_id, k.tags, k.emotion, k.fields, k.reopened,
      k.waiting_since, k.visitor_due_at, k.created_at, k.last_customer_at, k.last_staff_at, k.updated_at, k.closed_at, c.name as customer_name,
      c.language as customer_language, c.vip, o.name as organisation, t.name as team_name, u.name as assignee_name,
      coalesce(k.reply_address, (select i.value from identities i where i.customer_id = c.id and i.kind = 'email' order by i.created_at limit 1)) as address,
      (select sum(p.amount)::float8 from purchases p where p.customer_id = c.id and p.at > ${yearOf(now)}) as value,
      w.zone, w.week, w.exceptions
    from cases k join customers c on c.id = k.customer_id left join organisations o on o.id = k.organisation_id
      left join teams t on t.id = k.team_id left join users u on u.id = k.assignee_id
      left join calendars w on w.id = coalesce(t.calendar_id, (select id from calendars where is_default))
    where k.id = any(${[...ids]}::uuid[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The hours a case goes by: its team's, else the company's. */
export function hoursOf(found: KnownCase): OpenHours {
  return found.zone === null || found.week === null
    ? null
    : { zone: found.zone, week: found.week, exceptions: found.exceptions ?? [] };
}

const changed: Record<string, string> = {
  state: 'state',
  priority: 'priority',
  kind: 'kind',
  teamId: 'team',
  assigneeId: 'assignee',
  tags: 'tags',
  subject: 'subject',
};

/** The facts of a case at a moment, with what the event itself tells. */
export async function factsOf(
  db: Database,
  found: KnownCase,
  happening: Happening | undefined,
  now: Date,
): Promise<Facts> {
  const data = happening?.data ?? {};
  const before: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries((data['before'] ?? {}) as Record<string, FactValue>)) {
    const field = changed[name];
    if (field !== undefined) before[field] = value;
  }
  return {
    before,
    now: {
      ...caseFacts(found, now),
      ...(typeof data['messageId'] === 'string' ? await messageFacts(db, data['messageId']) : {}),
      ...(happening?.type.startsWith('promises.') === true
        ? { promiseClock: text(data['clock']), promiseKind: text(data['kind']) }
        : {}),
      ...(happening?.type === 'voice.answered'
        ? {
            rating: typeof data['rating'] === 'number' ? data['rating'] : null,
            solved: typeof data['solved'] === 'boolean' ? data['solved'] : null,
          }
        : {}),
    },
  };
}

function caseFacts(found: KnownCase, now: Date): Record<string, FactValue> {
  const hoursSince = (at: Date | null) =>
    at === null ? null : Math.max(0, (now.getTime() - at.getTime()) / 3_600_000);
  return {
    priority: found.priority,
    state: found.state,
    kind: found.kind,
    channel: found.channel,
    team: found.team_id,
    assignee: found.assignee_id,
    tags: found.tags,
    subject: found.subject,
    feeling: found.emotion,
    reopened: found.reopened,
    waitingHours: hoursSince(found.waiting_since),
    ageHours: hoursSince(found.created_at),
    open: isOpenAt(hoursOf(found), now),
    visitorWaits: found.visitor_due_at !== null,
    visitorOverdue: found.visitor_due_at !== null && found.visitor_due_at <= now,
    customerName: found.customer_name,
    customerAddress: found.address,
    customerLanguage: found.customer_language,
    organisation: found.organisation,
    vip: found.vip,
    customerValue: found.value,
    ...Object.fromEntries(Object.entries(found.fields).map(([key, value]) => [`own.${key}`, wordsOf(value)])),
  };
}

/** Own fields are asked about as text. */
function wordsOf(value: FieldValues[string]): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

async function messageFacts(db: Database, id: string): Promise<Record<string, FactValue>> {
  const row = await db.selectFrom('messages').select(['text', 'mail_class']).where('id', '=', id).executeTakeFirst();
  return row === undefined ? {} : { message: row.text.slice(0, 20_000), mailClass: row.mail_class };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
