/** Promises found in words: suggested while they are a draft, proposed once they were sent, confirmed or dismissed by a person. */
import type { BodyOf, QueryOf } from '../../../../contract/route.ts';
import type * as contract from '../../../../contract/promises-spoken.ts';
import { type SpokenPromise, spokenPromises } from '../../../../domain/promises/spoken-promise.ts';
import { spokenShape } from '../../../../domain/promises/spoken-promise-shape.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { replyToCase } from '../../cases/index.ts';
import { actingStaff } from '../ledger.ts';
import { makePromise } from '../making.ts';
import { countLearned, holdSpoken, listProposed, type SpokenRow } from './spoken-queries.ts';
import { readScales, weigh } from './spoken-weighing.ts';

/** So often somebody says of the same words that they promise nothing, before he is not asked again. */
const dismissalsToLearn = 2;

/** Finds the promises in a draft. What this person has learned not to be a promise is left out. */
export async function recogniseSpoken(ctx: Context, body: BodyOf<typeof contract.recogniseSpoken>) {
  const me = actingStaff(ctx);
  const scales = await readScales(ctx, { caseId: body.caseId, keeperId: body.keeperId ?? me });
  const timeZone = body.timeZone ?? scales.zone;
  const at = body.at === undefined ? ctx.now : new Date(body.at);
  const found = spokenPromises(body.text, { at, timeZone, calendar: scales.calendar, language: body.language });
  const unlearned = await withoutLearned(ctx, me, found);
  const suggestions = [];
  for (const promise of unlearned) {
    const { due } = promise;
    suggestions.push({
      ...told(promise),
      start: promise.start,
      end: promise.end,
      who: promise.who,
      read:
        due === null
          ? null
          : { rule: due.explanation.rule, words: due.explanation.words, closed: due.explanation.closed },
      warnings: due === null ? [] : await weigh({ ...ctx, now: at }, scales, due.at, due.precision === 'minute'),
    });
  }
  return { suggestions, timeZone };
}

/** What stands in the way of an hour. */
export async function weighDue(ctx: Context, body: BodyOf<typeof contract.weighDue>) {
  const scales = await readScales(ctx, { caseId: body.caseId, keeperId: body.keeperId ?? actingStaff(ctx) });
  return { warnings: await weigh(ctx, scales, new Date(body.dueAt)) };
}

/**
 * Answers and promises in one transaction: when either is refused, neither happened. The promises name the message they
 * were given in, so that they are not proposed again.
 * @throws Refusal as `replyToCase` and `makePromise`.
 */
export function replyPromising(ctx: Context, ref: string, body: BodyOf<typeof contract.replyPromising>) {
  return transact(ctx, async (ctx) => {
    const said = await replyToCase(ctx, ref, body.reply);
    return { ...said, promiseIds: await promiseWithReply(ctx, said, body.promises) };
  });
}

/**
 * Makes what an answer promises, in the transaction of the answer.
 * @throws Refusal as `makePromise`: then the answer is not given either
 */
export async function promiseWithReply(
  ctx: Context,
  said: { caseId: string; messageId: string },
  promises: readonly contract.ConfirmedPromise[],
): Promise<string[]> {
  const promiseIds: string[] = [];
  for (const { quote, ...promise } of promises)
    promiseIds.push(await makePromise(ctx, { ...promise, ...said, spokenWords: quote }));
  return promiseIds;
}

/** Proposals nobody has answered, newest first. Whoever may see the case sees them: the lead, too. */
export async function listSpoken(ctx: Context, query: QueryOf<typeof contract.listSpoken>) {
  const limit = query.limit ?? 50;
  const keys = readCursor(query.cursor, 2);
  const after = keys === undefined ? undefined : { saidAt: String(keys[0]), id: String(keys[1]) };
  if (after !== undefined && (Number.isNaN(Date.parse(after.saidAt)) || !/^[\da-f-]{36}$/u.test(after.id)))
    throw new Refusal('invalid', 'cursor', 'The cursor is not one that this list gave; start again without it.');
  const nobody = '00000000-0000-0000-0000-000000000000';
  const userId = query.by === 'me' ? (actingStaff(ctx) ?? nobody) : query.by;
  const rows = await listProposed(ctx, { caseId: query.case, userId }, after, limit + 1);
  return cutPage(rows, limit, (row) => [row.said_key, row.id], showSpoken);
}

/**
 * Makes a promise of a proposal, with its sentence and message.
 * @returns the promise's id
 * @throws Refusal not_found `spoken-not-found`; conflict `spoken-decided`; invalid as `makePromise`.
 */
export function confirmSpoken(ctx: Context, id: string, body: BodyOf<typeof contract.confirmSpoken>): Promise<string> {
  return transact(ctx, async (ctx) => {
    const row = await openProposal(ctx, id);
    const dueAt = body.dueAt ?? row.due_at?.toISOString();
    const promiseId = await makePromise(ctx, {
      what: body.what ?? spokenLine(row.what, row.condition),
      caseId: row.case_id,
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(body.keeperId === undefined
        ? row.user_id === null
          ? {}
          : { keeperId: row.user_id }
        : { keeperId: body.keeperId }),
      ...(body.visible === undefined ? {} : { visible: body.visible }),
      messageId: row.message_id,
      spokenWords: row.quote.slice(0, 1000),
    });
    await ctx.trx
      .updateTable('spoken_promises')
      .set({ state: 'confirmed', promise_id: promiseId, decided_at: ctx.now, decided_by: actingStaff(ctx) })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'promises.spoken-confirmed', id, {
      spokenId: id,
      promiseId,
      caseId: row.case_id,
      messageId: row.message_id,
    });
    return promiseId;
  });
}

/**
 * Says that a proposal is no promise. It stays in the log.
 * @throws Refusal not_found `spoken-not-found`; conflict `spoken-decided`.
 */
export function dismissSpoken(ctx: Context, id: string, body: BodyOf<typeof contract.dismissSpoken>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const row = await openProposal(ctx, id);
    await ctx.trx
      .updateTable('spoken_promises')
      .set({ state: 'dismissed', reason: body.reason, decided_at: ctx.now, decided_by: actingStaff(ctx) })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'promises.spoken-dismissed', id, {
      spokenId: id,
      caseId: row.case_id,
      messageId: row.message_id,
      reason: body.reason,
    });
  });
}

/** Leaves out what a person has dismissed as no promise often enough, and never confirmed. */
async function withoutLearned(ctx: Context, userId: string | null, found: readonly SpokenPromise[]) {
  if (userId === null || found.length === 0) return [...found];
  const learned = await learnedShapes(ctx, userId, found);
  return found.filter(({ what }) => !learned.has(spokenShape(what)));
}

/** The shapes among these that a person does not want to be asked about. */
export async function learnedShapes(
  ctx: Context,
  userId: string,
  found: readonly Pick<SpokenPromise, 'what'>[],
): Promise<Set<string>> {
  const counts = await countLearned(ctx.db, userId, [...new Set(found.map(({ what }) => spokenShape(what)))]);
  return new Set(
    counts
      .filter(({ confirmed, dismissed }) => confirmed === 0 && dismissed >= dismissalsToLearn)
      .map(({ shape }) => shape),
  );
}

/** What is promised with what it depends on, as one line. */
function spokenLine(what: string, condition: string | null): string {
  const line = condition === null ? what : `${what} (${condition})`;
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

async function openProposal(ctx: Context & { trx: Parameters<typeof holdSpoken>[1] }, id: string): Promise<SpokenRow> {
  const row = await holdSpoken(ctx, ctx.trx, id);
  if (row === undefined) throw new Refusal('not_found', 'spoken-not-found', 'There is no such proposal.');
  if (row.state !== 'proposed') throw new Refusal('conflict', 'spoken-decided', 'This has been answered already.');
  return row;
}

function told(promise: SpokenPromise) {
  const { quote, what, condition, strength, language, due } = promise;
  return {
    quote,
    what,
    condition,
    strength,
    language,
    dueAt: due?.at.toISOString() ?? null,
    precision: due?.precision ?? null,
  };
}

function showSpoken(row: SpokenRow) {
  const { id, quote, what, condition, strength, language, precision } = row;
  return {
    id,
    quote,
    what,
    condition,
    strength,
    language,
    precision,
    dueAt: row.due_at?.toISOString() ?? null,
    saidAt: row.said_at.toISOString(),
    messageId: row.message_id,
    by: row.user_id === null ? null : { id: row.user_id, name: row.user_name ?? '' },
    case: { id: row.case_id, number: row.case_number, subject: row.case_subject },
    customer: { id: row.customer_id, name: row.customer_name },
    readBy: row.read_by,
    pleaseCheck: row.please_check,
  };
}
