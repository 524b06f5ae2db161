/**
 * When somebody is away, his open cases and promises go to whoever stands in, each with a note; without one the cases go
 * to the team's queue and whoever leads hears of the promises. When he is back, what still lies there comes back.
 */
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { noteOnCase } from '../cases/index.ts';
import { notify } from '../notifications/index.ts';
import { handOverPromise } from '../promises/index.ts';
import {
  type AwayRow,
  findAway,
  insertHandover,
  listLeads,
  listOpenCases,
  listOwnPromises,
  listReturning,
  markReturned,
} from './handover-queries.ts';
import { given, giveOrAsk } from './giving.ts';

const jobName = 'rules.hand-over';
const perStep = 25;

/** An absence that began or ended is a job: somebody may have hundreds of cases. */
export const handOverAbsences: Subscription = {
  name: 'rules.absences',
  types: ['people.absence-began', 'people.absence-ended'],
  handle: async (ctx, events) => {
    for (const { subjectId } of events)
      if (subjectId !== null) await addJob(ctx, jobName, { absenceId: subjectId }, { key: `${jobName}:${subjectId}` });
  },
};

export const handOverJob: Job = {
  name: jobName,
  work: (ctx, payload) => handOver(ctx, String(payload['absenceId'])),
};

/** Hands over what an absence that runs leaves behind, or takes back what one that is over left. */
export async function handOver(ctx: Context, absenceId: string): Promise<void> {
  const system = asSystem(ctx, 'absence');
  const away = await findAway(ctx.db, absenceId);
  if (away === undefined || away.began_at === null) return;
  if (away.ended_at === null) {
    if (!away.hand_over) return;
    while (await transact(system, (ctx) => passCasesOn(ctx, away)));
    while (await transact(system, (ctx) => passPromisesOn(ctx, away)));
    return;
  }
  if (!away.take_back || away.user_gone) return;
  while (await transact(system, (ctx) => takeBack(ctx, away)));
}

async function passCasesOn(ctx: WritingContext, away: AwayRow): Promise<boolean> {
  const ids = await listOpenCases(ctx.trx, away.id, away.user_id, perStep);
  const to = away.delegate_away ? null : away.delegate_id;
  for (const id of ids) {
    const taken = (await giveOrAsk(ctx, id, to)) ? to : null;
    await insertHandover(ctx.trx, { absence_id: away.id, case_id: id, to_id: taken, at: ctx.now });
    await tellOnCase(ctx, id, away, taken === null ? 'handover.toQueue' : 'handover.toDelegate');
  }
  return ids.length === perStep;
}

async function passPromisesOn(ctx: WritingContext, away: AwayRow): Promise<boolean> {
  const ids = await listOwnPromises(ctx.trx, away.id, away.user_id, perStep);
  const to = away.delegate_away ? null : away.delegate_id;
  const unattended: string[] = [];
  for (const id of ids) {
    const taken = to !== null && (await passedOn(ctx, id, to, words(away, 'handover.promise')));
    // without anybody to stand in it stays his, and whoever leads hears of it
    if (!taken) unattended.push(id);
    const to_id = taken ? to : away.user_id;
    await insertHandover(ctx.trx, { absence_id: away.id, promise_id: id, to_id, at: ctx.now });
  }
  if (unattended.length > 0) {
    await record(ctx, 'people.promises-unattended', away.id, { userId: away.user_id, promises: unattended });
    for (const lead of await listLeads(ctx.trx, away.user_id))
      await notify(ctx, {
        userId: lead,
        kind: 'alert',
        subject: say(away.language, 'rules', 'handover.unattended', { name: away.user_name, count: unattended.length }),
        link: '/measure/promises',
        once: `absence:${away.id}:${unattended[0]}`,
      });
  }
  return ids.length === perStep;
}

/** Who stands in may not see the case, serve no longer or have left: then the promise is not his. */
async function passedOn(ctx: WritingContext, id: string, keeperId: string, note?: string): Promise<boolean> {
  try {
    await handOverPromise(ctx, id, { keeperId, ...(note === undefined ? {} : { note }) });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('keeper-')) return false;
    throw error;
  }
}

async function takeBack(ctx: WritingContext, away: AwayRow): Promise<boolean> {
  const back = await listReturning(ctx.trx, away.id, perStep);
  for (const one of back) {
    if (one.case_id !== null) {
      await given(ctx, one.case_id, away.user_id);
      await tellOnCase(ctx, one.case_id, away, 'handover.back');
    }
    if (one.promise_id !== null) await passedOn(ctx, one.promise_id, away.user_id);
    await markReturned(ctx.trx, away.id, one, ctx.now);
  }
  return back.length === perStep;
}

async function tellOnCase(ctx: WritingContext, caseId: string, away: AwayRow, key: string): Promise<void> {
  await noteOnCase(ctx, caseId, { html: `<p>${words(away, key)}</p>` });
}

function words(away: AwayRow, key: string): string {
  const until = away.until_at === null ? '' : away.until_at.toISOString().slice(0, 10);
  const text = say(away.language, 'rules', until === '' ? key : `${key}Until`, {
    name: away.user_name,
    delegate: away.delegate_name ?? '',
    until,
  });
  return away.note === '' ? text : `${text} ${away.note}`;
}
