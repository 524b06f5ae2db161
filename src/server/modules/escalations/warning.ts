/**
 * What is about to break is told while there is time, with nothing set up: what policies promised to whoever keeps it, and to
 * whoever leads there when nobody does. One line a person and day, that always says the newest: never one for each promise.
 */
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { momentWords } from '../../moment-words.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { notify } from '../notifications/index.ts';
import { findColleague } from '../people/index.ts';
import { findLeads, findPeople, type PersonRow } from './reaching-queries.ts';
import { type AtRisk, countLeft, listAtRisk } from './warning-queries.ts';

const linesTold = 5;
const mostRead = 100;

/** Begins with the present: what was at risk before is over. */
export const aboutToBreak: Subscription = {
  name: 'escalations.about-to-break',
  types: ['promises.at-risk', 'promises.left-without-keeper', 'promises.asked-to-move'],
  async handle(ctx, events) {
    // what people promised themselves is told to them one by one, unless nobody is there to be told
    const risky = events.filter(
      ({ type, data }) =>
        type === 'promises.at-risk' &&
        (data['kind'] === 'policy' || (data['kind'] === 'personal' && text(data['keeperId']) === null)),
    );
    await warn(ctx, risky);
    for (const event of events) {
      if (event.type === 'promises.left-without-keeper') await tellOfLeaver(ctx, event);
      if (event.type === 'promises.asked-to-move') await tellOfWish(ctx, event);
    }
  },
};

async function warn(ctx: WritingContext, events: readonly KeptEvent[]): Promise<void> {
  const keepers = new Map(
    (
      await findPeople(
        ctx.trx,
        events.flatMap(({ data }) => text(data['keeperId']) ?? []),
        ctx.now,
      )
    ).map((person) => [person.id, person]),
  );
  const own = new Map<string, PersonRow>();
  const orphans = new Map<string, string[]>();
  const leadsOf = new Map<string, string[]>();
  for (const { subjectId, data } of events) {
    const keeperId = text(data['keeperId']);
    const keeper = keepers.get(keeperId ?? '');
    if (keeper !== undefined && !keeper.away) {
      own.set(keeper.id, keeper);
      continue;
    }
    const caseId = text(data['caseId']);
    const where = `${caseId ?? ''}:${keeperId ?? ''}`;
    const leads = leadsOf.get(where) ?? (await findLeads(ctx.trx, caseId, keeperId));
    leadsOf.set(where, leads);
    for (const lead of leads) orphans.set(lead, [...(orphans.get(lead) ?? []), subjectId ?? '']);
  }
  for (const person of own.values()) {
    const rows = await listAtRisk(ctx.trx, { keeperId: person.id }, ctx.now, mostRead);
    await tell(ctx, person, 'mine', rows, '/?scope=mine');
  }
  for (const person of await findPeople(ctx.trx, [...orphans.keys()], ctx.now)) {
    const colleague = await findColleague(ctx.trx, person.id);
    if (colleague === undefined) continue;
    const rows = await listAtRisk(ctx.trx, { nobodys: orphans.get(person.id) ?? [], by: colleague }, ctx.now, mostRead);
    await tell(ctx, person, 'nobodys', rows, '/?scope=team');
  }
}

async function tell(
  ctx: WritingContext,
  person: PersonRow,
  whose: 'mine' | 'nobodys',
  rows: readonly AtRisk[],
  link: string,
): Promise<void> {
  if (rows.length === 0) return;
  const words = (key: string, values: Record<string, string | number> = {}) =>
    say(person.language, 'about-to-break', key, values);
  const lines = rows.slice(0, linesTold).map((row) => lineOf(row, person));
  const more = rows.length - lines.length;
  const only = rows.length === 1 ? rows[0]! : undefined;
  await notify(ctx, {
    userId: person.id,
    kind: 'alert',
    subject: words(`${whose}.${oneOrMore(rows.length)}`, { count: rows.length }),
    text: [...lines, ...(more > 0 ? [words(`more.${oneOrMore(more)}`, { count: more })] : [])].join('\n'),
    link: only === undefined ? link : `/promises/${only.id}`,
    ...(only?.case_id == null ? {} : { caseId: only.case_id }),
    once: `about-to-break:${whose}:${localDate(ctx.now, person.time_zone)}`,
    renews: true,
  });
}

/** A promise in a line: what, to whom, by when. */
export function lineOf(
  row: Pick<AtRisk, 'what' | 'clock' | 'customer' | 'number' | 'due_at'>,
  person: Pick<PersonRow, 'language' | 'time_zone'>,
): string {
  const what = row.clock === null ? row.what : say(person.language, 'mail', `acknowledgement.what.${row.clock}`);
  return say(person.language, 'about-to-break', row.number === null ? 'line' : 'lineOfCase', {
    what,
    name: row.customer,
    number: row.number ?? 0,
    at: momentWords(row.due_at, person.language, person.time_zone),
  });
}

/** A colleague has left, or cannot see the case any more, and promised things that nobody keeps now: whoever leads hears how many. */
async function tellOfLeaver(ctx: WritingContext, { subjectId, data }: KeptEvent): Promise<void> {
  if (subjectId === null) return;
  const leaver = await ctx.trx.selectFrom('users').select('name').where('id', '=', subjectId).executeTakeFirst();
  const because = text(data['because']) ?? 'left';
  const caseId = text(data['caseId']);
  const left = await countLeft(ctx.trx, subjectId, because, caseId);
  if (leaver === undefined || left === 0) return;
  const leads = await findLeads(ctx.trx, caseId, subjectId);
  for (const person of await findPeople(ctx.trx, leads, ctx.now))
    await notify(ctx, {
      userId: person.id,
      kind: 'alert',
      subject: say(person.language, 'about-to-break', `${because === 'left' ? 'left' : 'unseen'}.${oneOrMore(left)}`, {
        name: leaver.name,
        count: left,
      }),
      text: say(person.language, 'about-to-break', 'leftWhy'),
      link: '/measure/promises?keeper=nobody&state=open',
      once: `left-without-keeper:${subjectId}:${caseId ?? ''}:${String(data['count'])}:${ctx.now.toISOString()}`,
    });
}

/** A customer asks for another hour of what belongs to no case and nobody keeps: whoever leads hears of it. */
async function tellOfWish(ctx: WritingContext, { subjectId, at, data }: KeptEvent): Promise<void> {
  if (subjectId === null || text(data['keeperId']) !== null || text(data['caseId']) !== null) return;
  const promise = await ctx.trx.selectFrom('promises').select('what').where('id', '=', subjectId).executeTakeFirst();
  if (promise === undefined) return;
  const leads = await findLeads(ctx.trx, null, null);
  for (const person of await findPeople(ctx.trx, leads, ctx.now))
    await notify(ctx, {
      userId: person.id,
      kind: 'alert',
      subject: say(person.language, 'at-risk', 'asked', {
        what: promise.what,
        when: String(data['words'] ?? '').slice(0, 120),
      }),
      link: `/promises/${subjectId}`,
      once: `asked-to-move:${subjectId}:${at.toISOString()}`,
    });
}

/** Which of two sentences fits a number. */
export function oneOrMore(count: number): 'one' | 'other' {
  return count === 1 ? 'one' : 'other';
}

/** The date where somebody is; an unknown zone counts as UTC. */
export function localDate(at: Date, zone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  try {
    return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
  } catch {
    return instant.toZonedDateTimeISO('UTC').toPlainDate().toString();
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
