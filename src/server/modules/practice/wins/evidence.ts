import {
  type Claim,
  claimCarriedBy,
  type EvidenceKind,
  GOOD_RATING,
} from '../../../../domain/practice/win-evidence.ts';
import type { WritingContext } from '../../../context.ts';
import { record, type KeptEvent } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { findCustomer } from '../outside-queries.ts';
import { findCaseServer, findSaid } from '../huddles/words-queries.ts';
import {
  deleteEvidence,
  type EvidenceRow,
  holdCustomer,
  insertEvidence,
  moveBack,
  moveToCustomer,
  setWinState,
  useEvidence,
  waitingClaims,
} from './win-queries.ts';

/** What an event says about a customer who was won: a piece of evidence, or that an earlier one no longer holds. */
type Finding =
  | {
      source: string;
      kind: EvidenceKind;
      rating?: number | null;
      servedBy?: string | null;
      quote?: string | null;
      quoteFrom?: { answerId?: string; messageId?: string };
    }
  | { source: string; gone: true };

/**
 * Finds the customer's side of wins by itself. Only what a customer did counts: a rating or a verdict that a colleague
 * typed in is no evidence, because then anybody could win as often as he likes.
 */
export const winEvidence: Subscription = {
  name: 'practice.win-evidence',
  types: [
    'voice.answered',
    'voice.reviewed',
    'voice.review-corrected',
    'voice.review-removed',
    'voice.review-put-back',
    'cases.verdict-given',
    'cases.customer-wrote',
    'promises.kept',
    'customers.purchased',
    'customers.purchase-removed',
    'voice.recovery-ended',
    'customers.merged',
    'customers.unmerged',
  ],
  async handle(ctx, events) {
    for (const event of events) {
      const { from, into } = event.data;
      if (event.type === 'customers.merged') await moveToCustomer(ctx.trx, String(from), String(into));
      else if (event.type === 'customers.unmerged') await moveBack(ctx.trx, String(from), String(into));
      else await hear(ctx, event);
    }
  },
};

async function hear(ctx: WritingContext, event: KeptEvent): Promise<void> {
  const finding = findingOf(event);
  if (finding === undefined) return;
  if ('gone' in finding && event.type.startsWith('voice.review-')) {
    // whosever it was: the review is not there, or not his
    await lose(ctx, finding.source);
    return;
  }
  const named = text(event.data['customerId']);
  if (named === null) return;
  // the event may name a record that has since been merged; claims stand under the one it was merged into
  const customerId = (await findCustomer(ctx.trx, named))?.id;
  if (customerId === undefined) return;
  await holdCustomer(ctx.trx, customerId);
  if ('gone' in finding) {
    await lose(ctx, finding.source);
    return;
  }
  const caseId = text(event.data['caseId']);
  const said = finding.quote ?? (await findSaid(ctx.trx, finding.quoteFrom ?? {}));
  const piece = await insertEvidence(ctx.trx, {
    id: newId(),
    source: finding.source,
    kind: finding.kind,
    customer_id: customerId,
    case_id: caseId,
    at: event.at,
    rating: finding.rating ?? null,
    quote: said,
    served_by: finding.servedBy ?? (caseId === null ? null : await findCaseServer(ctx.trx, caseId)),
    // who puts back what a program brought has noted nothing himself
    noted_by: event.actorKind === 'staff' && event.type !== 'voice.review-put-back' ? event.actorId : null,
  });
  if (piece === undefined) return;
  const claim = claimCarriedBy(piece, await waitingClaims(ctx.trx, piece));
  if (claim !== undefined) await carry(ctx, claim, piece, event.at);
}

/** What no longer holds carries no win: its claim waits again. */
async function lose(ctx: WritingContext, source: string): Promise<void> {
  const winId = await deleteEvidence(ctx.trx, source);
  if (winId !== undefined) await setWinState(ctx.trx, winId, 'claimed', null);
}

async function carry(ctx: WritingContext, claim: Claim, piece: EvidenceRow, at: Date): Promise<void> {
  await useEvidence(ctx.trx, piece.id, claim.id);
  await setWinState(ctx.trx, claim.id, 'evidenced', at);
  const { id: winId, customerId, userId, caseId } = claim;
  await record(ctx, 'practice.won', winId, { winId, customerId, userId, caseId, state: 'evidenced', kind: piece.kind });
}

/** Reads one event; undefined when it says nothing about a win. */
function findingOf(event: KeptEvent): Finding | undefined {
  const { data, type, subjectId } = event;
  const byStaff = event.actorKind === 'staff';
  if (type === 'customers.purchased')
    return { source: `purchase:${String(data['purchaseId'] ?? subjectId)}`, kind: 'purchase' };
  if (type === 'customers.purchase-removed') return { source: `purchase:${String(data['purchaseId'])}`, gone: true };
  if (type.startsWith('voice.review-')) return afterCorrection(type, data);
  if (byStaff) return undefined;
  if (type === 'voice.answered') {
    const answerId = String(data['answerId'] ?? subjectId);
    const source = `answer:${answerId}`;
    const rating = typeof data['rating'] === 'number' ? data['rating'] : null;
    if (rating === null) return undefined;
    if (rating < GOOD_RATING) return { source, gone: true };
    const quote = text(data['quote']);
    return { source, kind: 'rating', rating, servedBy: text(data['servedBy']), quote, quoteFrom: { answerId } };
  }
  if (type === 'voice.reviewed') {
    const rating = typeof data['rating'] === 'number' ? data['rating'] : null;
    const source = `review:${String(data['reviewId'] ?? subjectId)}`;
    if (rating !== null && rating < GOOD_RATING) return { source, gone: true };
    return { source, kind: 'review', rating, quote: text(data['quote']) };
  }
  if (type === 'cases.verdict-given') {
    const source = `verdict:${String(data['caseId'] ?? subjectId)}`;
    if (data['verdict'] === 'refuted') return { source, gone: true };
    return data['verdict'] === 'confirmed' ? { source, kind: 'solution-confirmed' } : undefined;
  }
  if (type === 'cases.customer-wrote') {
    if (data['thanksOnly'] !== true) return undefined;
    const messageId = String(data['messageId']);
    return { source: `message:${messageId}`, kind: 'thanks', quoteFrom: { messageId } };
  }
  if (type === 'voice.recovery-ended')
    return data['recovered'] === true
      ? {
          source: `recovery:${String(data['recoveryId'] ?? subjectId)}`,
          kind: 'solution-confirmed',
          quote: text(data['quote']),
        }
      : undefined;
  // a promise counts when the customer says it was kept, not when the clock does
  if (type === 'promises.kept' && (event.actorKind === 'customer' || data['confirmedBy'] === 'customer'))
    return { source: `promise:${String(data['promiseId'] ?? subjectId)}`, kind: 'promise-confirmed' };
  return undefined;
}

/**
 * A colleague corrected, took back or put back a review. What a program brought speaks again when it is put back; what a correction
 * made of it, a colleague typed: it takes a win away, and gives none.
 */
function afterCorrection(type: string, data: KeptEvent['data']): Finding | undefined {
  const source = `review:${String(data['reviewId'])}`;
  const rating = typeof data['rating'] === 'number' ? data['rating'] : null;
  const good =
    data['byProgram'] === true && text(data['customerId']) !== null && (rating === null || rating >= GOOD_RATING);
  if (type === 'voice.review-put-back')
    return good ? { source, kind: 'review', rating, quote: text(data['quote']) } : undefined;
  const after = data['after'];
  const another = typeof after === 'object' && after !== null && 'customerId' in after;
  return type === 'voice.review-corrected' && good && !another ? undefined : { source, gone: true };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
