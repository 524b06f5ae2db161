import type { Proposal } from '../../../contract/charter.ts';
import { differencesBetween } from '../../../domain/charter/differences.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { adoptCharter, type CharterText, oneWord, theStaffMember } from './adopting.ts';
import {
  addAgreement,
  companyPlace,
  decideProposalRow,
  findCurrentCharter,
  findProposal,
  insertProposal,
  listProposalsAfter,
  namesOf,
  type ProposalRow,
} from './queries.ts';
import { wireCheck } from './reading.ts';

/** Proposes a new version; whatever is left out is as it holds now. Whoever proposes agrees. */
export function proposeCharter(ctx: Context, text: CharterText): Promise<Proposal> {
  return transact(ctx, async (ctx) => {
    const current = await findCurrentCharter(ctx.trx);
    const id = newId();
    const by = staffId(ctx.actor);
    await insertProposal(ctx.trx, {
      id,
      word: oneWord(text.word),
      meaning: (text.meaning ?? current?.meaning ?? '').trim(),
      motto: (text.motto ?? current?.motto ?? '').trim(),
      proofs: [...(text.proofs ?? current?.proofs ?? [])],
      synonyms: [...(text.synonyms ?? current?.synonyms ?? [])],
      why_changed: (text.whyChanged ?? '').trim(),
      review_on: text.reviewOn ?? null,
      agreed_by: by === null ? [] : [by],
      proposed_by: by,
      proposed_at: ctx.now,
    });
    await record(ctx, 'charter.proposed', id, { word: text.word.trim() });
    return theProposal(ctx, id);
  });
}

/** Agrees with a proposal that is still open; a second time changes nothing. */
export function agreeToProposal(ctx: Context, id: string): Promise<Proposal> {
  return transact(ctx, async (ctx) => {
    const by = theStaffMember(ctx);
    const proposal = await openProposal(await findProposal(ctx.trx, id, true));
    if (!proposal.agreed_by.includes(by)) {
      await addAgreement(ctx.trx, 'charter_proposals', id, by);
      await record(ctx, 'charter.proposal-agreed', id, { userId: by });
    }
    return theProposal(ctx, id);
  });
}

/** Adopts a proposal as the new version, with the names of all who agreed, or declines it. Either only once. */
export function decideProposal(ctx: Context, id: string, decision: 'adopt' | 'decline'): Promise<Proposal> {
  return transact(ctx, async (ctx) => {
    const proposal = await openProposal(await findProposal(ctx.trx, id, true));
    const state = decision === 'adopt' ? 'adopted' : 'declined';
    await decideProposalRow(ctx.trx, id, { state, decided_by: staffId(ctx.actor), decided_at: ctx.now });
    if (decision === 'adopt')
      await adoptCharter(
        ctx,
        {
          word: proposal.word,
          meaning: proposal.meaning,
          motto: proposal.motto,
          proofs: proposal.proofs,
          synonyms: proposal.synonyms,
          whyChanged: proposal.why_changed,
          ...(proposal.review_on === null ? {} : { reviewOn: proposal.review_on }),
        },
        proposal.agreed_by,
      );
    else await record(ctx, 'charter.declined', id);
    return theProposal(ctx, id);
  });
}

/** Proposals, newest first. */
export async function listProposals(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; state?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listProposalsAfter(ctx.db, { state: query.state, after: readCursor(query.cursor, 2), limit });
  return cutPage(rows, limit, (row) => [row.proposed_at.toISOString(), row.id], await showWith(ctx, rows));
}

async function theProposal(ctx: Context, id: string): Promise<Proposal> {
  const row = await findProposal(ctx.db, id);
  if (row === undefined) throw unknown();
  return (await showWith(ctx, [row]))(row);
}

async function openProposal(row: ProposalRow | undefined): Promise<ProposalRow> {
  if (row === undefined) throw unknown();
  if (row.state !== 'open')
    throw new Refusal('conflict', 'proposal-decided', `This proposal is already ${row.state}.`, { state: row.state });
  return row;
}

function unknown(): Refusal {
  return new Refusal('not_found', 'proposal-not-found', 'There is no such proposal.');
}

async function showWith(ctx: Context, rows: readonly ProposalRow[]): Promise<(row: ProposalRow) => Proposal> {
  const names = await namesOf(
    ctx.db,
    rows.flatMap((row) => [row.proposed_by, ...row.agreed_by]),
  );
  const current = await findCurrentCharter(ctx.db);
  const language = (await companyPlace(ctx.db))?.language ?? 'en';
  const me = staffId(ctx.actor);
  return (row) => ({
    id: row.id,
    word: row.word,
    meaning: row.meaning,
    proofs: row.proofs,
    motto: row.motto,
    synonyms: row.synonyms,
    whyChanged: row.why_changed,
    state: row.state as Proposal['state'],
    proposedBy: row.proposed_by === null ? null : { id: row.proposed_by, name: names.get(row.proposed_by) ?? '' },
    proposedAt: row.proposed_at.toISOString(),
    agreedBy: row.agreed_by.map((id) => ({ id, name: names.get(id) ?? '' })),
    iAgree: me !== null && row.agreed_by.includes(me),
    mottoCheck: wireCheck(row.motto, language),
    differences: current === undefined ? [] : differencesBetween(current, row),
  });
}
