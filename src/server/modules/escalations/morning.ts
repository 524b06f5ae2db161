/**
 * Whoever leads hears at the start of the day what will slip today unless somebody steps in: one line, mailed too unless he
 * chose otherwise, and none on a day on which nothing will.
 */
import { sql } from 'kysely';
import { say } from '../../catalogue.ts';
import { asSystem, type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { notify } from '../notifications/index.ts';
import { findColleague } from '../people/index.ts';
import { readPromisesToday } from '../promises/index.ts';
import { lineOf, localDate, oneOrMore } from './warning.ts';

/** The day has begun so long ago at most, in milliseconds: what comes up later is told as it comes. */
const begun = 3_600_000;
const linesTold = 6;

type Slip = NonNullable<Awaited<ReturnType<typeof readPromisesToday>>['team']['open'][number]['slip']>;

interface LeadRow {
  id: string;
  language: string;
  time_zone: string;
}

/** Tells everybody whose day has just begun and who has not heard today. */
export async function tellMorning(ctx: Context): Promise<void> {
  for (const lead of await findWhoLeads(ctx)) {
    const once = `morning:${localDate(ctx.now, lead.time_zone)}`;
    if (await wasTold(ctx, lead.id, once)) continue;
    const colleague = await findColleague(ctx.db, lead.id);
    if (colleague === undefined) continue;
    const today = await readPromisesToday({ ...ctx, actor: colleague });
    const opens = today.opensAt === null ? Number.NaN : Date.parse(today.opensAt);
    if (!(+ctx.now >= opens && +ctx.now < opens + begun)) continue;
    const slips = today.team.open.flatMap(({ slip, dueAt, ...one }) =>
      slip === null || dueAt === null || new Date(dueAt) <= ctx.now ? [] : [{ ...one, slip, dueAt }],
    );
    if (slips.length === 0) continue;
    const words = (key: string, values: Record<string, string | number> = {}) =>
      say(lead.language, 'about-to-break', key, values);
    const lines = slips.slice(0, linesTold).map(({ slip, ...one }) => {
      const line = lineOf(
        {
          what: one.what,
          clock: one.clock,
          customer: one.customer.name,
          number: one.case?.number ?? null,
          due_at: new Date(one.dueAt),
        },
        lead,
      );
      return `${line}: ${whyOf(slip, words)}`;
    });
    const more = slips.length - lines.length;
    await transact(asSystem(ctx, 'escalations.morning'), (ctx) =>
      notify(ctx, {
        userId: lead.id,
        kind: 'morning',
        subject: words(`morning.${oneOrMore(slips.length)}`, { count: slips.length, due: today.team.openCount }),
        text: [...lines, ...(more > 0 ? [words(`more.${oneOrMore(more)}`, { count: more })] : [])].join('\n'),
        link: '/?scope=team',
        once,
      }),
    );
  }
}

export const morningJob: Job = { name: 'escalations.morning', work: (ctx) => tellMorning(ctx) };

function whyOf(slip: Slip, words: (key: string, values?: Record<string, string | number>) => string): string {
  return words(`why.${slip.code}`, { percent: slip.percent ?? 0 });
}

/** Leads and managers; where there are none, whoever runs the house. Whoever is away is told nothing. */
async function findWhoLeads(ctx: Context): Promise<LeadRow[]> {
  const { rows } = await sql<LeadRow>`
    with active as (select id, role, language, time_zone from users where active)
    select id, language, time_zone from active u
    where (role in ('lead', 'manager') or (role in ('owner', 'admin') and not exists (select from active where role in ('lead', 'manager'))))
      and not exists (select from absences a where a.user_id = u.id and a.ended_at is null and a.from_at <= ${ctx.now}
        and (a.until_at is null or a.until_at > ${ctx.now}))
    order by id limit 500
  `.execute(ctx.db);
  return rows;
}

async function wasTold(ctx: Context, userId: string, once: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('notifications')
    .select('id')
    .where('user_id', '=', userId)
    .where('once', '=', once)
    .executeTakeFirst();
  return found !== undefined;
}
