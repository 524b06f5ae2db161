import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { notify } from '../notifications/index.ts';
import { languageOf } from '../people/index.ts';
import { type ApprovalRow, deciders, findApproval } from './queries.ts';

/** Tells whoever may decide that something is asked for, or still waits. */
export async function tellDeciders(ctx: WritingContext, id: string, key: 'asked' | 'reminded'): Promise<void> {
  const row = (await findApproval(ctx.trx, { kind: 'system', name: 'authority' }, id))!;
  for (const { id: userId, language } of await deciders(ctx.trx, id))
    await notify(ctx, {
      userId,
      kind: 'alert',
      subject: say(language, 'authority', `told.${key}`, { name: row.asker, what: whatOf(row), number: row.number }),
      text: row.why,
      link: `/inbox/${String(row.number)}`,
      caseId: row.case_id,
    });
}

/** Tells whoever asked what became of it. */
export async function tellAsker(
  ctx: WritingContext,
  row: ApprovalRow,
  key: 'granted' | 'declined' | 'expired',
  word: string | null,
): Promise<void> {
  const language = await languageOf(ctx.trx, row.asked_by);
  await notify(ctx, {
    userId: row.asked_by,
    kind: 'alert',
    subject: say(language, 'authority', `told.${key}`, { what: whatOf(row), number: row.number }),
    text: word ?? '',
    link: `/inbox/${String(row.number)}`,
    caseId: row.case_id,
  });
}

function whatOf(row: ApprovalRow): string {
  const size =
    row.unit === 'money'
      ? `${row.size.toFixed(2)} ${row.currency}`
      : row.unit === 'percent'
        ? `${String(row.size)} %`
        : `${String(row.size)} ×`;
  return `${row.kind_name} ${size}`;
}
