import type { Context } from '../../context.ts';
import { escapeHtml } from '../../mail/plain-text.ts';
import { findCase, replyToCase } from '../cases/index.ts';
import type { LedgerRow } from './ledger-rows.ts';

/**
 * Says something about a promise to its customer: as an answer in the case, by whoever says it. Nothing is sent where there is
 * nobody to answer in: no case, one that is over or merged, or a promise the customer does not see.
 */
export async function sayInCase(
  ctx: Context,
  row: Pick<LedgerRow, 'case_id' | 'visible'>,
  words: string,
): Promise<void> {
  if (row.case_id === null || !row.visible || (ctx.actor.kind !== 'staff' && ctx.actor.kind !== 'key')) return;
  const found = await findCase(ctx, row.case_id);
  if (found.merged_into !== null || found.state === 'closed') return;
  const html = words
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
  // it is still our turn: what was promised is not done
  await replyToCase(ctx, found.id, { html, revision: found.revision, sendAnyway: true, stateAfter: 'open' });
}
