import type { RadarFind, RadarReason } from '../../../../contract/radar.ts';
import type { RadarOutcome } from '../../../../domain/voice/radar.ts';
import { workingDaysAfter } from '../../../../domain/voice/recovery.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { say } from '../../../catalogue.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { findCompany } from '../../people/index.ts';
import { keepPromise, makePromise, withdrawPromise } from '../../promises/index.ts';
import { findShown, holdFind, listShownAfter, type ShownFind, updateFind } from './radar-queries.ts';
import { startRecovery, workingHours } from '../recoveries/recovery-opening.ts';

/** The list of those who seem to go quiet: what waits and what is taken by score, or what is done, newest first. */
export async function listRadar(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    teamId?: string | undefined;
    done?: boolean | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const done = query.done ?? false;
  const rows = await listShownAfter(
    ctx.db,
    ctx.actor,
    { teamId: query.teamId, done },
    readCursor(query.cursor, 2),
    limit,
  );
  const words = await wordsOf(ctx);
  return cutPage(
    rows,
    limit,
    (row) => [done ? row.found_at.toISOString() : row.score, row.id],
    (row) => show(row, words),
  );
}

/** How a find is taken: by what touch, by whom, until when. */
export interface Taking {
  touch?: RadarFind['touch'] | undefined;
  words?: string | undefined;
  keeperId?: string | undefined;
  dueAt?: string | undefined;
}

/**
 * Takes one, for oneself or for whoever knows the customer: a promise of ours to call, to write or to do something else, within a
 * working day unless another hour is named. Whoever takes what another has taken is told.
 * @throws Refusal conflict `find-taken`, `find-done` · invalid `task-words` for a task that says nothing
 */
export function takeFind(ctx: Context, id: string, taking: Taking = {}): Promise<RadarFind> {
  return change(ctx, id, async (ctx, row) => {
    const by = taking.keeperId ?? staffId(ctx.actor);
    if (by === null) throw new Refusal('forbidden', 'a-person', 'Only a person can take it.');
    if (row.state === 'taken' && row.taken_by === by) return;
    mustBe(row, 'waiting');
    const touch = taking.touch ?? (row.touch as RadarFind['touch']);
    const words = taking.words?.trim() ?? '';
    if (touch === 'task' && words === '')
      throw new Refusal('invalid', 'task-words', 'Say what is to be done.', { field: 'words' });
    const calendar = await workingHours(ctx);
    const language = (await findCompany(ctx.trx))?.language;
    const dueAt = taking.dueAt ?? workingDaysAfter(calendar, ctx.now, 1).toISOString();
    const promiseId = await makePromise(ctx, {
      kind: 'internal',
      what: say(language, 'radar', `promise.${touch}`, { name: row.customer_name, words }).slice(0, 300),
      customerId: row.customer_id,
      keeperId: by,
      dueAt,
    });
    await updateFind(ctx.trx, id, {
      state: 'taken',
      taken_by: by,
      taken_at: ctx.now,
      promise_id: promiseId,
      touch,
      task_words: words === '' ? null : words,
      touch_due_at: new Date(dueAt),
    });
    await tell(ctx, 'voice.radar-taken', row, { promiseId, keeperId: by, touch });
  });
}

/** Gives it back to the list. */
export function leaveFind(ctx: Context, id: string): Promise<RadarFind> {
  return change(ctx, id, async (ctx, row) => {
    mustBe(row, 'taken');
    await ended(() => withdrawPromise(ctx, row.promise_id!, { because: 'released' }));
    await updateFind(ctx.trx, id, {
      state: 'waiting',
      taken_by: null,
      taken_at: null,
      promise_id: null,
      task_words: null,
      touch_due_at: null,
      // what was to be done goes with whoever was to do it
      ...(row.touch === 'task' ? { touch: row.phone === null ? 'mail' : 'call' } : {}),
    });
    await tell(ctx, 'voice.radar-left', row, {});
  });
}

/** What came of it. A problem that was found opens a recovery: we know now that we let the customer down. */
export function endFind(
  ctx: Context,
  id: string,
  input: { outcome: RadarOutcome; words?: string | undefined },
): Promise<RadarFind> {
  return change(ctx, id, async (ctx, row) => {
    if (row.state !== 'taken' && row.state !== 'waiting')
      throw new Refusal('conflict', 'find-done', 'What came of it was noted already.');
    const words = input.words?.trim() ?? '';
    if (row.promise_id !== null) await ended(() => keepPromise(ctx, row.promise_id!, {}));
    await updateFind(ctx.trx, id, {
      state: input.outcome,
      outcome_at: ctx.now,
      outcome_words: words === '' ? null : words,
      taken_by: row.taken_by ?? staffId(ctx.actor),
      taken_at: row.taken_at ?? ctx.now,
    });
    if (input.outcome === 'problem')
      await startRecovery(ctx, {
        customerId: row.customer_id,
        caseId: null,
        source: 'manual',
        sourceId: id,
        severity: 'normal',
        words: words === '' ? null : words,
        ownerId: row.taken_by ?? staffId(ctx.actor) ?? undefined,
      });
    await tell(ctx, 'voice.radar-ended', row, { outcome: input.outcome });
  });
}

function change(
  ctx: Context,
  id: string,
  work: (ctx: WritingContext, row: ShownFind) => Promise<void>,
): Promise<RadarFind> {
  return transact(ctx, async (ctx) => {
    if ((await findShown(ctx.trx, ctx.actor, id)) === undefined) throw unknown();
    await holdFind(ctx.trx, id);
    await work(ctx, (await findShown(ctx.trx, ctx.actor, id))!);
    return show((await findShown(ctx.trx, ctx.actor, id))!, await wordsOf(ctx));
  });
}

function mustBe(row: ShownFind, state: 'waiting' | 'taken'): void {
  if (row.state === state) return;
  if (row.state === 'taken')
    throw new Refusal('conflict', 'find-taken', `${row.taker_name ?? 'Somebody'} speaks to them already.`);
  throw new Refusal('conflict', 'find-done', 'Nobody has it, or what came of it was noted already.');
}

/** A promise that has ended, or is past its hour, stays as the ledger has it. */
async function ended(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
  }
}

function tell(ctx: WritingContext, type: string, row: ShownFind, data: Record<string, unknown>) {
  return record(ctx, type, row.id, { findId: row.id, customerId: row.customer_id, ...data });
}

interface Words {
  company: string;
  language: string | undefined;
  currency: string;
  me: string;
}

async function wordsOf(ctx: Context): Promise<Words> {
  const company = await findCompany(ctx.trx ?? ctx.db);
  return {
    company: company?.name ?? '',
    language: company?.language,
    currency: company?.currency ?? 'EUR',
    me: ctx.actor.kind === 'staff' ? ctx.actor.name : (company?.name ?? ''),
  };
}

function show(row: ShownFind, words: Words): RadarFind {
  const reasons = row.reasons as RadarReason[];
  const language = row.language ?? words.language;
  const values = { name: row.customer_name, company: words.company, me: words.me };
  const first = reasons[0]?.because ?? 'rhythm';
  return {
    id: row.id,
    customer: { id: row.customer_id, name: row.customer_name },
    team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' },
    foundAt: row.found_at.toISOString(),
    score: row.score,
    reasons,
    value: row.value === null ? null : Number(row.value),
    currency: words.currency,
    touch: row.touch as RadarFind['touch'],
    taskWords: row.task_words,
    dueAt: row.touch_due_at?.toISOString() ?? null,
    phone: row.phone,
    email: row.email,
    draft: {
      subject: say(language, 'radar', `draft.subject`, values),
      text: [
        say(language, 'radar', 'draft.greeting', values),
        say(language, 'radar', `draft.${first}`, values),
        say(language, 'radar', 'draft.ask', values),
        say(language, 'radar', 'draft.end', values),
      ].join('\n\n'),
    },
    state: row.state as RadarFind['state'],
    takenBy: row.taken_by === null ? null : { id: row.taken_by, name: row.taker_name ?? '' },
    takenAt: row.taken_at?.toISOString() ?? null,
    promiseId: row.promise_id,
    outcomeAt: row.outcome_at?.toISOString() ?? null,
    outcomeWords: row.outcome_words,
  };
}

function unknown(): Refusal {
  return new Refusal('not_found', 'find-not-found', 'There is no such customer on the list.');
}
