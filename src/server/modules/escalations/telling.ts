/**
 * Alerts reach people: a line in the app, and a mail with a link that acknowledges where the step says so. Whoever has many
 * waiting at once (the house stood still, he was off) is told of them in one line.
 */
import { sql } from 'kysely';
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { queueMail } from '../channels/index.ts';
import { notify } from '../notifications/index.ts';
import { signKey } from './keys.ts';
import { addFact } from './queries.ts';
import type { EscalationRow } from './rows.ts';
import { whoSees } from './seeing.ts';

/** More alerts than this at once are told in one. */
const mostApart = 3;
const mostAtOnce = 500;

interface DueAlert {
  id: string;
  escalation_id: string;
  step: number;
  on_call: boolean;
  user_id: string;
  name: string;
  drill: boolean;
  because: EscalationRow['because'];
  definition: EscalationRow['definition'];
  note: string;
  case_id: string | null;
  number: number | null;
  subject: string | null;
  customer: string | null;
  email: string;
  person: string;
  language: string;
}

/** Tells one person everything that is due for him; false when nobody is to be told. Other nodes take other people. */
export async function tellNext(ctx: WritingContext): Promise<boolean> {
  const { rows: people } = await sql<{ user_id: string }>`
    select user_id from escalation_alerts where told_at is null and due_at <= ${ctx.now}
    order by due_at, id limit 1 for update skip locked
  `.execute(ctx.trx);
  const userId = people[0]?.user_id;
  if (userId === undefined) return false;
  const { rows } = await sql<DueAlert>`
    with due as (select id from escalation_alerts where user_id = ${userId} and told_at is null and due_at <= ${ctx.now}
        order by due_at, id limit ${mostAtOnce} for update skip locked),
      told as (update escalation_alerts a set told_at = ${ctx.now} from due where a.id = due.id returning a.*)
    select a.id, a.escalation_id, a.step, a.on_call, a.user_id, e.name, e.drill, e.because, e.definition, e.note, e.case_id, k.number, k.subject,
      c.name as customer, u.email, u.name as person, u.language
    from told a join escalations e on e.id = a.escalation_id join users u on u.id = a.user_id
      left join cases k on k.id = e.case_id left join promises p on p.id = e.promise_id
      left join customers c on c.id = coalesce(k.customer_id, p.customer_id)
    where e.state in ('calling', 'unheard') order by a.due_at, a.id
  `.execute(ctx.trx);
  const due = await seenOf(ctx, rows);
  if (due.length > mostApart) await tellTogether(ctx, due);
  else for (const alert of due) await tell(ctx, alert);
  return true;
}

/** What he may still see; a case that became private while it waited for his hours is not told, as if he had not been called. */
async function seenOf(ctx: WritingContext, alerts: readonly DueAlert[]): Promise<DueAlert[]> {
  const seen: DueAlert[] = [];
  const gone: string[] = [];
  for (const alert of alerts)
    if ((await whoSees(ctx, alert.case_id, [alert.user_id])).size > 0) seen.push(alert);
    else gone.push(alert.id);
  if (gone.length > 0) await sql`delete from escalation_alerts where id = any(${gone}::uuid[])`.execute(ctx.trx);
  return seen;
}

async function tell(ctx: WritingContext, alert: DueAlert): Promise<void> {
  const words = (key: string, values: Record<string, string | number> = {}) =>
    say(alert.language, 'escalations', key, values);
  const about =
    alert.number === null
      ? words('mail.noCase')
      : `#${String(alert.number)} ${alert.customer ?? ''}: ${alert.subject ?? ''}`;
  const subject = words(alert.drill ? 'mail.drill' : 'mail.subject', { name: alert.name });
  const mailed = alert.definition.steps[alert.step]?.mail === true;
  const link = `/escalations/${alert.escalation_id}`;
  const why = words(`because.${String(alert.because['on'])}`, whyValues(alert.because));
  const text = [about, why, alert.note].filter((line) => line !== '').join('\n');
  await notify(ctx, {
    userId: alert.user_id,
    kind: 'alert',
    subject,
    text,
    link,
    ...(alert.case_id === null ? {} : { caseId: alert.case_id }),
    once: `alert:${alert.id}`,
    mailed,
  });
  if (mailed) {
    const key = `${ctx.url}/alert/${signKey(ctx.secret, 'alert', alert.id)}`;
    await queueMail(ctx, {
      purpose: 'alert',
      to: [{ address: alert.email, name: alert.person }],
      subject,
      text: [text, words('mail.acknowledge'), key, words('mail.open'), `${ctx.url}${link}`].join('\n\n'),
      automatic: 'auto-generated',
    });
  }
  await note(ctx, [alert], mailed ? ['app', 'mail'] : ['app']);
}

async function tellTogether(ctx: WritingContext, alerts: DueAlert[]): Promise<void> {
  const first = alerts[0]!;
  const mailed = alerts.some((alert) => alert.definition.steps[alert.step]?.mail === true);
  const subject = say(first.language, 'escalations', 'mail.many', { count: alerts.length });
  const text = alerts
    .slice(0, 20)
    .map((alert) =>
      [alert.name, alert.number === null ? '' : `#${String(alert.number)} ${alert.subject ?? ''}`].join(' '),
    )
    .join('\n');
  await notify(ctx, {
    userId: first.user_id,
    kind: 'alert',
    subject,
    text,
    link: '/',
    once: `alert:${first.id}`,
    mailed,
  });
  if (mailed)
    await queueMail(ctx, {
      purpose: 'alert',
      to: [{ address: first.email, name: first.person }],
      subject,
      text: [text, `${ctx.url}/`].join('\n\n'),
      automatic: 'auto-generated',
    });
  await note(ctx, alerts, mailed ? ['app', 'mail'] : ['app']);
}

async function note(ctx: WritingContext, alerts: DueAlert[], how: string[]): Promise<void> {
  await sql`
    update escalation_alerts set how = ${how} where id = any(${alerts.map(({ id }) => id)}::uuid[])
  `.execute(ctx.trx);
  for (const alert of alerts) {
    await addFact(ctx, alert.escalation_id, 'told', {
      step: alert.step + 1,
      person: alert.person,
      mail: how.includes('mail'),
      together: alerts.length > 1 ? alerts.length : 1,
    });
    await record(ctx, 'escalations.alerted', alert.escalation_id, {
      escalationId: alert.escalation_id,
      alertId: alert.id,
      userId: alert.user_id,
      caseId: alert.case_id,
      drill: alert.drill,
      step: alert.step + 1,
      of: alert.definition.steps.length,
      // what a pager needs to call him without asking back
      name: alert.name,
      person: alert.person,
      onCall: alert.on_call,
      because: alert.because,
      url: `${ctx.url}/escalations/${alert.escalation_id}`,
    });
  }
}

/** The values a reason's sentence may name. */
function whyValues(because: EscalationRow['because']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(because).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
    ),
  );
}
