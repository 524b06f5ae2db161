import type { RetentionRule, RetentionRun, RetentionTry } from '../../../contract/privacy.ts';
import { keptSince, type RetentionKind, retentionKinds, usualDays } from '../../../domain/customers/retention.ts';
import { type Context, staffId, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { erasePerson } from './erasing.ts';
import { stepsFor } from './erasing-steps.ts';
import { dropUnnamedFiles, removeBytes } from './forgetting-files.ts';
import { readReach } from './reach.ts';
import {
  deleteAttachments,
  deleteMails,
  type Due,
  emptyMails,
  insertRun,
  listDue,
  listRules,
  listRunsAfter,
  markAnonymised,
  saveRule,
} from './retention-queries.ts';
import { scopeOfCases } from './scope.ts';

/** How many of each kind go in one night; the rest waits for the next. */
const perNight: Readonly<Record<RetentionKind, number>> = {
  'closed-cases': 2000,
  attachments: 5000,
  'raw-mail': 20_000,
  spam: 20_000,
  'inactive-customers': 200,
};
const atOnce = 200;
const counted = 10_000;

/** How long each kind is kept; kinds that nobody has decided about are inactive, with what is usual. */
export async function listRetentionRules(ctx: Context): Promise<RetentionRule[]> {
  const rows = await listRules(ctx.db);
  return retentionKinds.map((kind) => {
    const row = rows.find((one) => one.kind === kind);
    return {
      kind,
      active: row?.active ?? false,
      afterDays: row?.after_days ?? usualDays[kind],
      changedAt: row?.changed_at.toISOString() ?? null,
    };
  });
}

export function changeRetentionRule(
  ctx: Context,
  kind: RetentionKind,
  input: { active: boolean; afterDays: number },
): Promise<RetentionRule> {
  return transact(ctx, async (ctx) => {
    const row = {
      kind,
      after_days: input.afterDays,
      active: input.active,
      changed_by: staffId(ctx.actor),
      changed_at: ctx.now,
    };
    await saveRule(ctx.trx, row);
    await record(ctx, 'privacy.retention-changed', null, { kind, ...input });
    return { kind, ...input, changedAt: ctx.now.toISOString() };
  });
}

/** What a rule would take now. Nothing is taken. */
export async function tryRetentionRule(ctx: Context, kind: RetentionKind, afterDays: number): Promise<RetentionTry> {
  const rows = await listDue(ctx.db, kind, keptSince(ctx.now, afterDays), counted + 1);
  return {
    kind,
    found: Math.min(rows.length, counted),
    more: rows.length > counted,
    sample: rows.slice(0, 10).map((row) => ({ id: row.id, title: row.title, at: row.at.toISOString() })),
  };
}

export async function listRetentionRuns(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listRunsAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row): RetentionRun => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind as RetentionKind,
      afterDays: row.after_days,
      found: row.found,
      done: row.done,
      more: row.more,
      error: row.error,
    }),
  );
}

/** Every night: each active rule takes what is due, up to its share, and says in the log what it took. */
export const retentionNight: Job = {
  name: 'privacy.retention',
  work: async (ctx) => {
    for (const rule of await listRetentionRules(ctx)) if (rule.active) await runRule(ctx, rule);
  },
};

async function runRule(ctx: Context, rule: RetentionRule): Promise<void> {
  const since = keptSince(ctx.now, rule.afterDays);
  const most = perNight[rule.kind];
  const due = await listDue(ctx.db, rule.kind, since, most + 1);
  if (due.length === 0) return;
  const taken = due.slice(0, most);
  let done = 0;
  let error: string | null = null;
  try {
    for (let at = 0; at < taken.length; at += atOnce) {
      const some = taken.slice(at, at + atOnce);
      await take[rule.kind](ctx, some);
      done += some.length;
    }
  } catch (broken) {
    error = broken instanceof Error && 'code' in broken ? `It broke off (${String(broken.code)}).` : 'It broke off.';
  }
  await insertRun(ctx.db, {
    id: newId(),
    at: ctx.now,
    kind: rule.kind,
    after_days: rule.afterDays,
    found: taken.length,
    done,
    more: due.length > most || error !== null,
    error,
  });
}

const idsOf = (due: readonly Due[]) => due.map((row) => row.id);

const take: Record<RetentionKind, (ctx: Context, due: readonly Due[]) => Promise<void>> = {
  'closed-cases': async (ctx, due) => {
    const [reach, scope] = [await readReach(ctx.db), scopeOfCases(idsOf(due))];
    for (const step of stepsFor(reach, scope)) await step.run(ctx);
    await transact(ctx, (ctx) => markAnonymised(ctx.trx, idsOf(due), ctx.now));
  },
  attachments: async (ctx, due) => {
    const gone = await transact(ctx, async (ctx) =>
      dropUnnamedFiles(ctx, await deleteAttachments(ctx.trx, idsOf(due))),
    );
    await removeBytes(ctx, gone);
  },
  'raw-mail': (ctx, due) => transact(ctx, (ctx) => emptyMails(ctx.trx, idsOf(due))),
  spam: (ctx, due) => transact(ctx, (ctx) => deleteMails(ctx.trx, idsOf(due))),
  'inactive-customers': async (ctx, due) => {
    for (const id of idsOf(due)) await erasePerson(ctx, id, { because: 'retention' });
  },
};
