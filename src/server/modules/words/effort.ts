import { sql } from 'kysely';
import { saysItAgain } from '../../../domain/words/customer-wish.ts';
import type { Database, Transaction } from '../../store/database.ts';
import type { Context, WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { visibleCases } from '../cases/index.ts';
import { findMessages } from './queries.ts';

/**
 * Counts what a need costs the customer as it happens: how often he had to get in touch, how often he was handed on, had to say
 * something again, had to change the channel. After M. Dixon, K. Freeman and N. Toman, "Stop Trying to Delight Your
 * Customers" (Harvard Business Review, 2010), who found these to be what makes service feel hard.
 */
export const effortSubscription: Subscription = {
  name: 'words.effort',
  types: ['cases.customer-wrote', 'cases.changed', 'cases.closed'],
  reset: async (ctx) => {
    await sql`update case_effort set contacts = 0, hand_offs = 0, repeats = 0, channel_switches = 0, last_channel = null, closed_at = null`.execute(
      ctx.trx,
    );
  },
  handle: async (ctx, events) => {
    const ids = events.flatMap(({ type, data }) =>
      type === 'cases.customer-wrote' ? [String(data['messageId'])] : [],
    );
    const messages = await findMessages(ctx.trx, ids);
    for (const event of events) await count(ctx, event, messages.get(String(event.data['messageId']))?.text ?? '');
  },
};

async function count(ctx: WritingContext, event: KeptEvent, text: string): Promise<void> {
  const { data, type } = event;
  const caseId = String(data['caseId']);
  if (type === 'cases.customer-wrote') {
    if (data['counts'] === false || data['thanksOnly'] === true) return;
    const channel = typeof data['channel'] === 'string' ? data['channel'] : null;
    const repeats = saysItAgain(text) ? 1 : 0;
    await sql`
      insert into case_effort (case_id, root_id, contacts, repeats, last_channel)
      select k.id, k.id, 1, ${repeats}, ${channel} from cases k where k.id = ${caseId}
      on conflict (case_id) do update set contacts = case_effort.contacts + 1, repeats = case_effort.repeats + excluded.repeats,
        channel_switches = case_effort.channel_switches + case when case_effort.last_channel is distinct from excluded.last_channel and case_effort.last_channel is not null then 1 else 0 end,
        last_channel = excluded.last_channel
    `.execute(ctx.trx);
    return;
  }
  if (type === 'cases.changed') {
    if (!isHandedOn(data)) return;
    await sql`
      insert into case_effort (case_id, root_id, hand_offs) select k.id, k.id, 1 from cases k where k.id = ${caseId}
      on conflict (case_id) do update set hand_offs = case_effort.hand_offs + 1
    `.execute(ctx.trx);
    return;
  }
  await sql`
    insert into case_effort (case_id, root_id, closed_at, touchpoint_id)
    select k.id, k.id, ${event.at}, (select m.touchpoint_id from moments m where m.contact = 'case:' || k.id) from cases k where k.id = ${caseId}
    on conflict (case_id) do update set closed_at = excluded.closed_at, touchpoint_id = excluded.touchpoint_id
  `.execute(ctx.trx);
}

/** From one person or team to another; taking what nobody had is no hand-off. */
function isHandedOn(data: Record<string, unknown>): boolean {
  const before = (data['before'] ?? {}) as Record<string, unknown>;
  const after = (data['after'] ?? {}) as Record<string, unknown>;
  return (['assigneeId', 'teamId'] as const).some(
    (key) => key in after && before[key] != null && after[key] != null && before[key] !== after[key],
  );
}

/** A recurrence belongs to the need of the case before it. */
export async function joinNeed(trx: Transaction, caseId: string, ofId: string): Promise<void> {
  await sql`
    insert into case_effort (case_id, root_id) values (${caseId}, coalesce((select root_id from case_effort where case_id = ${ofId}), ${ofId}))
    on conflict (case_id) do update set root_id = excluded.root_id
  `.execute(trx);
  // what had come back from the newer case belongs to the older need as well
  await sql`update case_effort set root_id = (select root_id from case_effort where case_id = ${caseId}) where root_id = ${caseId} and case_id <> ${caseId}`.execute(
    trx,
  );
}

/** What was said to be a recurrence stands by itself again. */
export async function leaveNeed(trx: Transaction, caseId: string): Promise<void> {
  await sql`update case_effort set root_id = case_id where case_id = ${caseId}`.execute(trx);
  await sql`delete from case_links l where l.case_id = ${caseId} and l.relation = 'follows' and l.by_user is null
    and l.other_id = (select of_case_id from recurrences where case_id = ${caseId})`.execute(trx);
}

interface Sums {
  n: number;
  contacts: number;
  hand_offs: number;
  repeats: number;
  channel_switches: number;
}

/** What the need of a case has cost so far, under all its numbers. */
export async function readNeedEffort(db: Database, caseId: string) {
  const { rows } = await sql<Sums>`
    select count(*)::int as n, coalesce(sum(contacts), 0)::int as contacts, coalesce(sum(hand_offs), 0)::int as hand_offs,
      coalesce(sum(repeats), 0)::int as repeats, coalesce(sum(channel_switches), 0)::int as channel_switches
    from case_effort where root_id = coalesce((select root_id from case_effort where case_id = ${caseId}), ${caseId}::uuid)
  `.execute(db);
  const row = rows[0];
  return {
    contacts: row?.contacts ?? 0,
    handOffs: row?.hand_offs ?? 0,
    repeats: row?.repeats ?? 0,
    channelSwitches: row?.channel_switches ?? 0,
    cases: Math.max(1, row?.n ?? 1),
  };
}

/** Per resolved need: the mean of each kind, by week (Monday, UTC) and by touchpoint. */
export async function readEffort(ctx: Context, weeks: number) {
  const since = new Date(ctx.now.getTime() - weeks * 7 * 86_400_000);
  const sums = sql`count(distinct e.root_id)::int as n, sum(e.contacts)::int as contacts, sum(e.hand_offs)::int as hand_offs,
    sum(e.repeats)::int as repeats, sum(e.channel_switches)::int as channel_switches`;
  const { rows } = await sql<
    Sums & { week: string | null; touchpoint_id: string | null; touchpoint: string | null; part: number }
  >`
    with ended as (select e.*, to_char(date_trunc('week', e.closed_at at time zone 'UTC'), 'YYYY-MM-DD') as week
      from case_effort e join cases k on k.id = e.case_id where e.closed_at >= ${since} and k.state = 'closed')
    select e.week, e.touchpoint_id, t.name as touchpoint, grouping(e.week, e.touchpoint_id) as part, ${sums}
    from ended e left join touchpoints t on t.id = e.touchpoint_id
    group by grouping sets ((), (e.week), (e.touchpoint_id, t.name)) order by e.week
  `.execute(ctx.db);
  const point = (row: (typeof rows)[number] | undefined) => {
    const n = row?.n ?? 0;
    const mean = (sum: number | undefined) => (n === 0 || sum === undefined ? null : sum / n);
    return {
      week: row?.week ?? null,
      touchpoint: row?.touchpoint_id == null ? null : { id: row.touchpoint_id, name: row.touchpoint ?? '' },
      n,
      contacts: mean(row?.contacts),
      handOffs: mean(row?.hand_offs),
      repeats: mean(row?.repeats),
      channelSwitches: mean(row?.channel_switches),
    };
  };
  return {
    all: point(rows.find(({ part }) => part === 3)),
    weeks: rows.filter(({ part }) => part === 1).map(point),
    touchpoints: rows.filter(({ part, touchpoint_id }) => part === 2 && touchpoint_id !== null).map(point),
  };
}

/** The resolved cases behind the figure that one may see. */
export async function listEffort(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    week?: string | undefined;
    touchpoint?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const week = query.week ?? null;
  const { rows } = await sql<
    Omit<Sums, 'n'> & {
      id: string;
      number: number;
      subject: string;
      closed_at: Date;
      key: string;
      customer_id: string;
      customer: string;
    }
  >`
    select k.id, k.number, k.subject, e.closed_at, e.closed_at::text as key, c.id as customer_id, c.name as customer, e.contacts, e.hand_offs, e.repeats, e.channel_switches
    from case_effort e join cases k on k.id = e.case_id join customers c on c.id = k.customer_id
    where e.closed_at is not null and k.state = 'closed' and ${visibleCases(ctx.actor)}
      and (${week}::date is null or (e.closed_at >= ${week}::date::timestamp at time zone 'UTC' and e.closed_at < (${week}::date + 7)::timestamp at time zone 'UTC'))
      and (${query.touchpoint ?? null}::uuid is null or e.touchpoint_id = ${query.touchpoint ?? null})
      and (${after?.[0] ?? null}::timestamptz is null or (e.closed_at, e.case_id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by e.closed_at desc, e.case_id desc limit ${limit + 1}
  `.execute(ctx.db);
  return cutPage(
    rows,
    limit,
    (row) => [row.key, row.id],
    (row) => ({
      case: { id: row.id, number: Number(row.number), subject: row.subject, closedAt: row.closed_at.toISOString() },
      customer: { id: row.customer_id, name: row.customer },
      contacts: row.contacts,
      handOffs: row.hand_offs,
      repeats: row.repeats,
      channelSwitches: row.channel_switches,
    }),
  );
}
