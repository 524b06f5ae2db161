import { shareFigure } from '../../../../contract/figures.ts';
import type { Anticipation, AnticipationInFull, AnticipationRule } from '../../../../contract/anticipation.ts';
import { drawHeld, hashOf, trialDifference } from '../../../../domain/voice/hold-out.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { addJob } from '../../../jobs/adding.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import * as queries from './anticipation-queries.ts';
import { proposeRule, proposeTexts } from './proposing-notices.ts';
import { theProblem } from '../problems.ts';

type Texts = Anticipation['texts'];
const day = 86_400_000;
/** So many in each arm before anything is said about contacts avoided. */
const fewestToTell = 30;

/** Notices, the newest first. */
export async function listAnticipations(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; problemId?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await queries.listAnticipationsAfter(ctx.db, query, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id], show);
}

/** One notice with what it has avoided so far. @throws Refusal not_found */
export async function readAnticipation(ctx: Context, id: string): Promise<AnticipationInFull> {
  const db = ctx.trx ?? ctx.db;
  const row = await queries.findAnticipation(db, id);
  if (row === undefined) throw unknown();
  const { told, left } = await queries.countContacts(db, id, row.window_days, ctx.now);
  // left less told: what telling has avoided
  const difference = trialDifference({
    treated: { hits: left.people, trials: left.n },
    held: { hits: told.people, trials: told.n },
  });
  const rate = (arm: typeof told) => ({ n: arm.n, contacts: arm.contacts, share: shareFigure(arm.people, arm.n) });
  const low = difference?.interval.low ?? 0;
  const high = difference?.interval.high ?? 0;
  return {
    ...show(row),
    withheldBecause: (await queries.countWithheld(db, id)).map(({ because, n }) => ({ because: because!, n })),
    told: rate(told),
    left: rate(left),
    avoidedPer100:
      difference === undefined ? null : { value: 100 * difference.difference, low: 100 * low, high: 100 * high },
    say:
      told.n + left.n === 0
        ? 'nothing-yet'
        : Math.min(told.n, left.n) < fewestToTell || told.people + left.people < 5
          ? 'too-early'
          : low > 0
            ? 'avoids'
            : high < 0
              ? 'causes'
              : 'open',
  };
}

/** Who would meet it by a rule; nothing is kept. */
export async function previewExposed(ctx: Context, input: { rule: AnticipationRule; problemId?: string | undefined }) {
  const found = await queries.findExposed(ctx.db, input.rule, input.problemId ?? null, ctx.now);
  return {
    n: Math.min(found.length, queries.mostExposed),
    more: found.length > queries.mostExposed,
    examples: found
      .slice(0, 20)
      .map(({ id, name, because, language }) => ({ customer: { id, name }, because, language })),
  };
}

/**
 * Drafts a notice. From a known error it proposes whom: those who share what the customers it has hit have in common; and
 * the words, in every language of ours, with the workaround. Both are for a person to correct.
 * @throws Refusal conflict `not-known-error`, `notice-at-work`; invalid `title-missing`
 */
export function draftAnticipation(
  ctx: Context,
  input: {
    problemId?: string | undefined;
    title?: string | undefined;
    rule?: AnticipationRule | undefined;
    texts?: Texts | undefined;
  },
): Promise<AnticipationInFull> {
  return transact(ctx, async (ctx) => {
    const problem =
      input.problemId === undefined ? undefined : await theProblem({ ...ctx, db: ctx.trx }, input.problemId);
    if (problem !== undefined && problem.state !== 'known-error')
      throw new Refusal(
        'conflict',
        'not-known-error',
        problem.state === 'solved'
          ? 'This problem is solved: nobody will meet it.'
          : 'First name its cause and a workaround: a notice has to say what helps.',
      );
    const title = input.title?.trim() ?? problem?.title;
    if (title === undefined)
      throw new Refusal('invalid', 'title-missing', 'Say what people will meet.', { field: 'title' });
    const id = newId();
    const made = await queries.insertAnticipation(ctx.trx, {
      id,
      problem_id: problem?.id ?? null,
      title: title.slice(0, 300),
      rule: JSON.stringify(input.rule ?? (problem === undefined ? {} : await proposeRule(ctx, problem))),
      texts: JSON.stringify(input.texts ?? proposeTexts(title, problem?.workaround ?? '')),
      seed: hashOf(id) & 0x7fffffff,
      created_by: staffId(ctx.actor),
      created_at: ctx.now,
    });
    if (made === undefined)
      throw new Refusal('conflict', 'notice-at-work', 'There is a notice about this problem already.');
    await record(ctx, 'improvement.notice-drafted', id, { anticipationId: id, problemId: problem?.id ?? null });
    return readAnticipation(ctx, id);
  });
}

/** Changes a draft. @throws Refusal conflict `notice-started` */
export function changeAnticipation(
  ctx: Context,
  id: string,
  input: {
    title?: string | undefined;
    rule?: AnticipationRule | undefined;
    texts?: Texts | undefined;
    heldShare?: number | undefined;
    windowDays?: number | undefined;
    quietDays?: number | undefined;
  },
): Promise<AnticipationInFull> {
  return transact(ctx, async (ctx) => {
    await heldIn(ctx, id, 'draft');
    const change = {
      ...(input.title === undefined ? {} : { title: input.title.trim() }),
      ...(input.rule === undefined ? {} : { rule: JSON.stringify(input.rule) }),
      ...(input.texts === undefined ? {} : { texts: JSON.stringify(input.texts) }),
      ...(input.heldShare === undefined ? {} : { held_share: input.heldShare }),
      ...(input.windowDays === undefined ? {} : { window_days: input.windowDays }),
      ...(input.quietDays === undefined ? {} : { quiet_days: input.quietDays }),
    };
    if (Object.keys(change).length > 0) {
      await queries.updateAnticipation(ctx.trx, id, change);
      await record(ctx, 'improvement.notice-changed', id, { anticipationId: id, changed: Object.keys(change) });
    }
    return readAnticipation(ctx, id);
  });
}

/**
 * Draws by lot who is told and who is left alone, writes it down, and lets the mails go.
 * @throws Refusal conflict `notice-started`; invalid `nobody-exposed`, `too-many-exposed`, `words-missing`
 */
export function startAnticipation(ctx: Context, id: string): Promise<AnticipationInFull> {
  return transact(ctx, async (ctx) => {
    const held = await heldIn(ctx, id, 'draft');
    if (Object.keys(held.texts as Texts).length === 0)
      throw new Refusal('invalid', 'words-missing', 'Write what people are told, in one language at least.', {
        field: 'texts',
      });
    const exposed = await queries.findExposed(ctx.trx, held.rule as AnticipationRule, held.problem_id, ctx.now);
    if (exposed.length < 2)
      throw new Refusal('invalid', 'nobody-exposed', 'By this rule hardly anybody will meet it.', { field: 'rule' });
    if (exposed.length > queries.mostExposed)
      throw new Refusal(
        'invalid',
        'too-many-exposed',
        `By this rule more than ${String(queries.mostExposed)} would be told; narrow it down.`,
        { field: 'rule' },
      );
    const left = drawHeld(
      held.seed,
      exposed.map((person) => person.id),
      held.held_share,
    );
    await queries.insertPeople(
      ctx.trx,
      exposed.map((person) => ({
        anticipation_id: id,
        customer_id: person.id,
        arm: left.has(person.id) ? 'hold' : 'notify',
        because: person.because,
        at: ctx.now,
      })),
    );
    await queries.updateAnticipation(ctx.trx, id, {
      state: 'running',
      started_at: ctx.now,
      ends_at: new Date(ctx.now.getTime() + held.window_days * day),
      exposed: exposed.length,
      held: left.size,
    });
    await record(ctx, 'improvement.notice-started', id, {
      anticipationId: id,
      exposed: exposed.length,
      held: left.size,
    });
    await addJob(ctx, 'improvement.notices', {}, { key: 'improvement.notices' });
    return readAnticipation(ctx, id);
  });
}

/** Sends no more of it; what was sent is still counted. @throws Refusal conflict `notice-not-running` */
export function stopAnticipation(ctx: Context, id: string): Promise<AnticipationInFull> {
  return transact(ctx, async (ctx) => {
    await heldIn(ctx, id, 'running');
    await stopRunning(ctx, id, 'by-hand');
    return readAnticipation(ctx, id);
  });
}

/** Ends it, whatever the reason: whoever still waited is not told. */
export async function stopRunning(
  ctx: WritingContext,
  id: string,
  because: 'problem-solved' | 'by-hand' | 'window-over',
): Promise<void> {
  const row = (await queries.holdAnticipation(ctx.trx, id))!;
  if (row.state !== 'running') return;
  const rest = await queries.withholdRest(ctx.trx, id, because === 'window-over' ? 'quiet_period' : 'stopped');
  await queries.updateAnticipation(ctx.trx, id, {
    state: because === 'window-over' ? 'ended' : 'stopped',
    stopped_at: ctx.now,
    stopped_because: because,
    withheld: row.withheld + rest,
  });
  await record(ctx, 'improvement.notice-stopped', id, { anticipationId: id, because });
}

async function heldIn(ctx: WritingContext, id: string, state: 'draft' | 'running') {
  const row = await queries.holdAnticipation(ctx.trx, id);
  if (row === undefined) throw unknown();
  if (row.state !== state)
    throw new Refusal(
      'conflict',
      state === 'draft' ? 'notice-started' : 'notice-not-running',
      state === 'draft' ? 'This notice has been sent; draft another one.' : 'This notice is not being sent.',
    );
  return row;
}

function show(row: queries.AnticipationWithProblem): Anticipation {
  return {
    id: row.id,
    title: row.title,
    problem:
      row.problem_id === null
        ? null
        : {
            id: row.problem_id,
            number: Number(row.problem_number),
            title: row.problem_title!,
            state: row.problem_state!,
          },
    rule: row.rule as AnticipationRule,
    state: row.state as Anticipation['state'],
    stoppedBecause: row.stopped_because as Anticipation['stoppedBecause'],
    texts: row.texts as Texts,
    heldShare: row.held_share,
    windowDays: row.window_days,
    quietDays: row.quiet_days,
    exposed: row.exposed,
    notified: row.notified,
    held: row.held,
    withheld: row.withheld,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
  };
}

function unknown(): Refusal {
  return new Refusal('not_found', 'notice-not-found', 'There is no such notice.');
}
