import { sql } from 'kysely';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import type { Job } from '../../../jobs/running.ts';
import {
  enterArticles,
  enterCases,
  enterCustomers,
  enterFiles,
  enterMessages,
  enterOrganisations,
} from './search-entering.ts';

const atOnce = 250;
const atATurn = 80;

/**
 * Takes what was there before this version into the search, a stretch each minute, the newest first: organisations and files that
 * had no entries, then all older entries once more. Goes on where it stopped; search works meanwhile.
 */
export const takeInJob: Job = {
  name: 'cases.take-in-search',
  work: async (ctx) => {
    for (let turn = 0; turn < atATurn; turn++) if (!(await takeIn(ctx))) return;
  },
};

/** Takes the next few in; false when there is nothing left. */
export function takeIn(ctx: Context, most = atOnce): Promise<boolean> {
  return transact(ctx, async (ctx) => {
    const { rows } = await sql<{ step: string; after: string | null; total: number | null }>`
      select step, after, total from search_progress for update skip locked`.execute(ctx.trx);
    const [at] = rows;
    if (at === undefined || at.step === 'done') return false;
    if (at.total === null) await countAll(ctx);
    const next = await steps[at.step as keyof typeof steps](ctx, at.after, most);
    const ended = next.n < most;
    await sql`update search_progress set done = done + ${next.n}, after = ${ended ? null : next.last}::uuid,
      step = ${ended ? following[at.step as keyof typeof following] : at.step}`.execute(ctx.trx);
    return true;
  });
}

/** How much has been taken in, 0 to 1; null when all. */
export async function shareTakenIn(ctx: Context): Promise<number | null> {
  const { rows } = await sql<{ step: string; done: number; total: number | null }>`
    select step, done, total from search_progress`.execute(ctx.db);
  const [at] = rows;
  if (at === undefined || at.step === 'done') return null;
  return at.total === null || at.total === 0 ? 0 : Math.min(0.99, at.done / at.total);
}

interface Stretch {
  n: number;
  last: string | null;
}
const following = { organisations: 'files', files: 'entries', entries: 'done' } as const;
const steps: Record<
  keyof typeof following,
  (ctx: WritingContext, after: string | null, most: number) => Promise<Stretch>
> = { organisations: takeOrganisations, files: takeFiles, entries: takeEntries };

async function countAll(ctx: WritingContext): Promise<void> {
  await sql`update search_progress set total = (select count(*) from organisations)
    + (select count(*) from attachments where message_id is not null) + (select count(*) from search_entries where version < 1)`.execute(
    ctx.trx,
  );
}

async function takeOrganisations(ctx: WritingContext, after: string | null, most: number): Promise<Stretch> {
  const { rows } = await sql<{ id: string }>`
    select id from organisations where ${after}::uuid is null or id < ${after}::uuid order by id desc limit ${most}`.execute(
    ctx.trx,
  );
  const found = rows.map(({ id }) => id);
  await enterOrganisations(ctx, found);
  return { n: found.length, last: found.at(-1) ?? null };
}

async function takeFiles(ctx: WritingContext, after: string | null, most: number): Promise<Stretch> {
  const { rows } = await sql<{ message_id: string; id: string }>`
    select id, message_id from attachments where message_id is not null and (${after}::uuid is null or id < ${after}::uuid)
    order by id desc limit ${most}`.execute(ctx.trx);
  await enterFiles(ctx, [...new Set(rows.map((row) => row.message_id))]);
  return { n: rows.length, last: rows.at(-1)?.id ?? null };
}

async function takeEntries(ctx: WritingContext, _after: string | null, most: number): Promise<Stretch> {
  const { rows } = await sql<{ subject_kind: string; subject_id: string }>`
    select subject_kind, subject_id from search_entries where version < 1 order by at desc limit ${most}`.execute(
    ctx.trx,
  );
  const of = (kind: string) => rows.filter((row) => row.subject_kind === kind).map((row) => row.subject_id);
  await enterMessages(ctx, of('message'));
  await enterCases(ctx, of('case'));
  await enterCustomers(ctx, of('customer'));
  await enterArticles(ctx, of('article'));
  // what is gone by now keeps no place in the queue
  await sql`update search_entries set version = 1 where version < 1 and (subject_kind, subject_id) in (
    select * from unnest(${rows.map((row) => row.subject_kind)}::text[], ${rows.map((row) => row.subject_id)}::uuid[]))`.execute(
    ctx.trx,
  );
  return { n: rows.length, last: null };
}
