import { Refusal } from '../../../../domain/refusal.ts';
import type { Draft } from '../../../../contract/cases.ts';
import { type Context, transact } from '../../../context.ts';
import { sanitiseHtml } from '../../../mail/sanitising.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import { findCase } from '../finding.ts';

/** Somebody's own unsent words on a case; null when there are none. */
export async function readDraft(ctx: Context, ref: string): Promise<{ draft: Draft | null }> {
  const found = await findCase(ctx, ref);
  return { draft: await draftOf(ctx.db, found.id, me(ctx)) };
}

/** Keeps them, on every device. Nothing to tell anybody: no event. */
export function saveDraft(
  ctx: Context,
  ref: string,
  input: { html: string; kind: 'message' | 'note'; revision: number },
): Promise<{ draft: Draft | null }> {
  const user = me(ctx);
  return transact(ctx, async (ctx) => {
    const found = await findCase(ctx, ref);
    const draft = {
      html: sanitiseHtml(input.html).html,
      kind: input.kind,
      revision: input.revision,
      saved_at: ctx.now,
    };
    await ctx.trx
      .insertInto('drafts')
      .values({ case_id: found.id, user_id: user, ...draft })
      .onConflict((conflict) => conflict.columns(['case_id', 'user_id']).doUpdateSet(draft))
      .execute();
    return { draft: await draftOf(ctx.trx, found.id, user) };
  });
}

/** Throws them away. */
export function dropDraft(ctx: Context, ref: string): Promise<null> {
  const user = me(ctx);
  return transact(ctx, async (ctx) => {
    await deleteDraft(ctx.trx, (await findCase(ctx, ref)).id, user);
    return null;
  });
}

/** The draft of one person on one case. */
export async function draftOf(db: Database, caseId: string, userId: string | null): Promise<Draft | null> {
  if (userId === null) return null;
  const row = await db
    .selectFrom('drafts')
    .select(['html', 'kind', 'revision', 'saved_at'])
    .where('case_id', '=', caseId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    html: row.html,
    kind: row.kind as Draft['kind'],
    revision: row.revision,
    savedAt: row.saved_at.toISOString(),
  };
}

/** What was said is no draft any more. */
export async function deleteDraft(
  trx: Transaction,
  caseId: string,
  userId: string | null,
  kind?: 'message' | 'note',
): Promise<void> {
  if (userId === null) return;
  let query = trx.deleteFrom('drafts').where('case_id', '=', caseId).where('user_id', '=', userId);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  await query.execute();
}

function me(ctx: Context): string {
  if (ctx.actor.kind === 'staff') return ctx.actor.id;
  throw new Refusal('forbidden', 'not-a-person', 'An API key keeps no drafts.');
}
