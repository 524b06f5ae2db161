import { sql } from 'kysely';
import type { Approval, CaseAuthority } from '../../../contract/authority.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { asSystem, type Context, staffId, transact, type WritingContext } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findCase } from '../cases/index.ts';
import { allowances, noteGesture, roleOf, showGesture } from './giving.ts';
import { theKind } from './limits.ts';
import {
  type ApprovalRow,
  companyCurrency,
  findApproval,
  holdApproval,
  holdKind,
  insertApproval,
  listApprovalsAfter,
  listGesturesAfter,
  mayDecide,
  updateApproval,
} from './queries.ts';
import { tellAsker, tellDeciders } from './telling.ts';

/** Whoever may decide is reminded after two hours, and again every four; after three days it has expired. */
const remindAfter = 2 * 3_600_000;
const remindEvery = 4 * 3_600_000;
const expiresAfter = 72 * 3_600_000;

/** What the actor may give in a case, what was given, and what was asked for. */
export async function readCaseAuthority(ctx: Context, ref: string): Promise<CaseAuthority> {
  const found = await findCase(ctx, ref);
  const approvals = await listApprovalsAfter(ctx.db, ctx.actor, { caseId: found.id }, undefined, 50);
  const gestures = await listGesturesAfter(ctx.db, ctx.actor, { caseId: found.id }, undefined, 50);
  return {
    allowed: await allowances(ctx, found),
    gestures: gestures.map(showGesture),
    approvals: await Promise.all(approvals.map((row) => show(ctx, row))),
  };
}

/**
 * Asks for what is beyond one's own authority; those who may give it are told at once. Records `authority.approval-asked`.
 * @throws Refusal conflict `already-asked` while the same waits
 */
export function askApproval(
  ctx: Context,
  ref: string,
  input: { kindId: string; size: number; currency?: string | undefined; why: string },
): Promise<Approval> {
  return transact(ctx, async (ctx) => {
    const me = person(ctx);
    const found = await findCase({ ...ctx, db: ctx.trx }, ref);
    const kind = await theKind(ctx, input.kindId);
    if (kind.retired_at !== null)
      throw new Refusal('invalid', 'kind-retired', `${kind.name} is not given any more.`, { field: 'kindId' });
    // two presses at once ask once
    await holdKind(ctx.trx, kind.id);
    const waiting = await listApprovalsAfter(
      ctx.trx,
      ctx.actor,
      { caseId: found.id, state: 'waiting' },
      undefined,
      100,
    );
    if (waiting.some((row) => row.kind_id === kind.id && row.asked_by === me))
      throw new Refusal(
        'conflict',
        'already-asked',
        `You have asked for ${kind.name} here already; it waits for an answer.`,
      );
    const id = newId();
    await insertApproval(ctx.trx, {
      id,
      kind_id: kind.id,
      case_id: found.id,
      customer_id: found.customer_id,
      size: Math.round(input.size * 100) / 100,
      currency: input.currency ?? (await companyCurrency(ctx.trx)),
      why: input.why.trim(),
      asked_by: me,
      role: roleOf(ctx),
      asked_at: ctx.now,
      state: 'waiting',
      remind_at: new Date(ctx.now.getTime() + remindAfter),
      expires_at: new Date(ctx.now.getTime() + expiresAfter),
    });
    await record(ctx, 'authority.approval-asked', id, {
      approvalId: id,
      kindId: kind.id,
      caseId: found.id,
      userId: me,
    });
    await tellDeciders(ctx, id, 'asked');
    return theApproval(ctx, id);
  });
}

/** Grants or declines. Granted it is given at once, by whoever asked; he is told either way. Records `authority.approval-decided` with the minutes waited. */
export function decideApproval(
  ctx: Context,
  id: string,
  input: { decision: 'granted' | 'declined'; word?: string | undefined },
): Promise<Approval> {
  return transact(ctx, async (ctx) => {
    const row = await waitingOne(ctx, id);
    // of two who grant at once the second sees what the first has granted
    await holdKind(ctx.trx, row.kind_id);
    if (!(await decides(ctx, row)))
      throw new Refusal(
        'forbidden',
        'not-yours-to-decide',
        row.asked_by === staffId(ctx.actor)
          ? 'Somebody else has to decide what you ask for.'
          : 'This is beyond what you may give; somebody above decides it.',
      );
    const word = input.word?.trim() || null;
    await updateApproval(ctx.trx, id, {
      state: input.decision,
      word,
      decided_at: ctx.now,
      decided_by: staffId(ctx.actor),
      remind_at: null,
    });
    if (input.decision === 'granted')
      await noteGesture(ctx, {
        kindId: row.kind_id,
        size: row.size,
        currency: row.currency,
        why: row.why,
        caseId: row.case_id,
        customerId: row.customer_id,
        approvalId: id,
        givenBy: row.asked_by,
      });
    await record(ctx, 'authority.approval-decided', id, {
      approvalId: id,
      kindId: row.kind_id,
      caseId: row.case_id,
      decision: input.decision,
      waitedMinutes: Math.round((ctx.now.getTime() - row.asked_at.getTime()) / 60_000),
      userId: staffId(ctx.actor),
    });
    await tellAsker(ctx, row, input.decision, word);
    return theApproval(ctx, id);
  });
}

/** Takes one's own request back. */
export function withdrawApproval(ctx: Context, id: string): Promise<Approval> {
  return transact(ctx, async (ctx) => {
    const row = await waitingOne(ctx, id);
    if (row.asked_by !== staffId(ctx.actor))
      throw new Refusal('forbidden', 'approval-not-yours', 'Whoever asked takes it back.');
    await updateApproval(ctx.trx, id, { state: 'withdrawn', decided_at: ctx.now, remind_at: null });
    await record(ctx, 'authority.approval-withdrawn', id, { approvalId: id, caseId: row.case_id });
    return theApproval(ctx, id);
  });
}

/** What was asked for, newest first; `mine`: what waits for the actor's decision. */
export async function listApprovals(
  ctx: Context,
  query: {
    state?: Approval['state'] | undefined;
    mine?: boolean | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const decidableBy = query.mine === true ? { role: roleOf(ctx), id: person(ctx) } : undefined;
  const rows = await listApprovalsAfter(
    ctx.db,
    ctx.actor,
    { state: query.state, decidableBy },
    readCursor(query.cursor, 2),
    limit,
  );
  const page = cutPage(
    rows,
    limit,
    (row) => [row.asked_at.toISOString(), row.id],
    (row) => row,
  );
  return { items: await Promise.all(page.items.map((row) => show(ctx, row))), next: page.next };
}

/** Reminds whoever may decide, and lets expire what nobody decided; whoever asked is told. */
export async function tickApprovals(ctx: Context): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from approvals where state = 'waiting' and remind_at <= ${ctx.now} order by remind_at limit 200
  `.execute(ctx.db);
  for (const { id } of rows)
    await transact(asSystem(ctx, 'authority'), async (ctx) => {
      if ((await holdApproval(ctx.trx, id))?.state !== 'waiting') return;
      const row = (await findApproval(ctx.trx, ctx.actor, id))!;
      if (row.remind_at === null || row.remind_at > ctx.now) return;
      if (row.expires_at <= ctx.now) {
        await updateApproval(ctx.trx, id, { state: 'expired', decided_at: ctx.now, remind_at: null });
        await record(ctx, 'authority.approval-expired', id, { approvalId: id, caseId: row.case_id });
        return tellAsker(ctx, row, 'expired', null);
      }
      const next = new Date(Math.min(ctx.now.getTime() + remindEvery, row.expires_at.getTime()));
      await updateApproval(ctx.trx, id, { remind_at: next });
      return tellDeciders(ctx, id, 'reminded');
    });
}

export const approvalTick: Job = { name: 'authority.tick', work: (ctx) => tickApprovals(ctx) };

async function waitingOne(ctx: WritingContext, id: string): Promise<ApprovalRow> {
  const row = await findApproval(ctx.trx, ctx.actor, id);
  if (row === undefined) throw new Refusal('not_found', 'approval-not-found', 'Nobody asked for that here.');
  const now = await holdApproval(ctx.trx, id);
  if (now?.state !== 'waiting')
    throw new Refusal('conflict', 'approval-decided', `This request is ${now?.state ?? 'gone'} already.`);
  if (row.expires_at <= ctx.now) throw new Refusal('conflict', 'approval-decided', 'This request has expired.');
  return row;
}

async function decides(ctx: Context, row: Pick<ApprovalRow, 'id' | 'asked_by'>): Promise<boolean> {
  if (row.asked_by === staffId(ctx.actor)) return false;
  const found = await (ctx.trx ?? ctx.db)
    .selectFrom('approvals as a')
    .select('a.id')
    .where('a.id', '=', row.id)
    .where(mayDecide(roleOf(ctx)))
    .executeTakeFirst();
  return found !== undefined;
}

async function theApproval(ctx: WritingContext, id: string): Promise<Approval> {
  return show({ ...ctx, db: ctx.trx }, (await findApproval(ctx.trx, ctx.actor, id))!);
}

function person(ctx: Context): string {
  const me = staffId(ctx.actor);
  if (me !== null) return me;
  throw new Refusal('forbidden', 'not-a-person', 'A person asks, not a key.');
}

async function show(ctx: Context, row: ApprovalRow): Promise<Approval> {
  return {
    id: row.id,
    kind: { id: row.kind_id, name: row.kind_name },
    unit: row.unit as Approval['unit'],
    size: row.size,
    currency: row.currency,
    why: row.why,
    caseId: row.case_id,
    caseNumber: row.number,
    customer: { id: row.customer_id, name: row.customer_name },
    askedBy: { id: row.asked_by, name: row.asker },
    askedAt: row.asked_at.toISOString(),
    state: row.state as Approval['state'],
    word: row.word,
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decider ?? '' },
    decidedAt: row.decided_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
    yours: row.state === 'waiting' && (await decides(ctx, row)),
  };
}
