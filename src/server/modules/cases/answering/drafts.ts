import { Refusal } from '../../../../domain/refusal.ts';
import type { Draft } from '../../../../contract/cases.ts';
import { type Context, transact } from '../../../context.ts';
import { sanitiseHtml } from '../../../mail/sanitising.ts';
import type { Transaction } from '../../../store/database.ts';
import { findParties } from '../company/party-queries.ts';
import { findCase } from '../finding.ts';
import { unsentUploads } from '../message-queries.ts';
import { showAttachment } from '../showing.ts';

/** Whom unsent words are for: nobody named is the customer (or a note), `all` is everybody, else an outside party. */
export type DraftTo = string | undefined;

/** Somebody's own unsent words on a case; null when there are none. */
export async function readDraft(ctx: Context, ref: string, to?: DraftTo): Promise<{ draft: Draft | null }> {
  const found = await findCase(ctx, ref);
  return { draft: await draftOf(ctx, found.id, me(ctx), to) };
}

/** Keeps them, on every device. Files of others and files that were sent are left out. Nothing to tell anybody: no event. */
export function saveDraft(
  ctx: Context,
  ref: string,
  input: {
    html: string;
    kind: 'message' | 'note';
    revision: number;
    cc?: string | undefined;
    attachmentIds?: string[] | undefined;
    to?: DraftTo;
  },
): Promise<{ draft: Draft | null }> {
  const user = me(ctx);
  return transact(ctx, async (ctx) => {
    const found = await findCase(ctx, ref);
    if (input.to !== undefined && input.to !== 'all') await mustTakePart(ctx, found.id, input.to);
    const files = await unsentUploads(ctx.trx, user, input.attachmentIds ?? []);
    const draft = {
      html: sanitiseHtml(input.html).html,
      kind: input.kind,
      revision: input.revision,
      cc: input.cc ?? '',
      attachment_ids: files.map((file) => file.id),
      saved_at: ctx.now,
    };
    await ctx.trx
      .insertInto('drafts')
      .values({ case_id: found.id, user_id: user, audience: input.to ?? '', ...draft })
      .onConflict((conflict) => conflict.columns(['case_id', 'user_id', 'audience']).doUpdateSet(draft))
      .execute();
    return { draft: await draftOf(ctx, found.id, user, input.to) };
  });
}

/** Throws them away; their files go with the next sweep of what nobody used. */
export function dropDraft(ctx: Context, ref: string, to?: DraftTo): Promise<null> {
  const user = me(ctx);
  return transact(ctx, async (ctx) => {
    await deleteDraft(ctx.trx, (await findCase(ctx, ref)).id, user, { to });
    return null;
  });
}

/** The draft of one person on one case. */
export async function draftOf(
  ctx: Context,
  caseId: string,
  userId: string | null,
  to?: DraftTo,
): Promise<Draft | null> {
  if (userId === null) return null;
  const row = await ctx.db
    .selectFrom('drafts')
    .select(['html', 'kind', 'revision', 'cc', 'attachment_ids', 'saved_at'])
    .where('case_id', '=', caseId)
    .where('user_id', '=', userId)
    .where('audience', '=', to ?? '')
    .executeTakeFirst();
  if (row === undefined) return null;
  const files = await unsentUploads(ctx.db, userId, row.attachment_ids);
  return {
    html: row.html,
    kind: row.kind as Draft['kind'],
    revision: row.revision,
    cc: row.cc,
    attachments: files.map((file) => showAttachment(ctx, file)),
    savedAt: row.saved_at.toISOString(),
  };
}

/** What was said is no draft any more; with `html` only when it is those very words. */
export async function deleteDraft(
  trx: Transaction,
  caseId: string,
  userId: string | null,
  which: { kind?: 'message' | 'note'; html?: string; to?: DraftTo } = {},
): Promise<void> {
  if (userId === null) return;
  let query = trx
    .deleteFrom('drafts')
    .where('case_id', '=', caseId)
    .where('user_id', '=', userId)
    .where('audience', '=', which.to ?? '');
  if (which.kind !== undefined) query = query.where('kind', '=', which.kind);
  if (which.html !== undefined) query = query.where('html', '=', which.html);
  await query.execute();
}

async function mustTakePart(ctx: Context, caseId: string, partyId: string): Promise<void> {
  const [party] = await findParties(ctx.db, caseId, [partyId]);
  if (party === undefined)
    throw new Refusal('invalid', 'party-not-found', 'Nobody like that takes part in this case.', { field: 'to' });
}

function me(ctx: Context): string {
  if (ctx.actor.kind === 'staff') return ctx.actor.id;
  throw new Refusal('forbidden', 'not-a-person', 'An API key keeps no drafts.');
}
