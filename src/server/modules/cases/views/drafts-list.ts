import { sql } from 'kysely';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { htmlToPlainText } from '../../../mail/plain-text.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { unsentUploads } from '../message-queries.ts';
import { showAttachment } from '../showing.ts';
import { visibleCases } from '../visibility.ts';

const longestNewCase = 600_000;

/** One's own unsent words on all cases, newest first. */
export async function listDrafts(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 3);
  const { rows } = await sql<{
    case_id: string;
    number: number;
    subject: string;
    customer: string;
    html: string;
    kind: 'message' | 'note';
    audience: string;
    party: string | null;
    files: number;
    saved_at: Date;
  }>`
    select d.case_id, k.number, k.subject, c.name as customer, left(d.html, 4000) as html, d.kind, d.audience,
      (select p.name from case_parties p where p.id = case when d.audience ~ '^[0-9a-f-]{36}$' then d.audience::uuid end) as party, cardinality(d.attachment_ids) as files, d.saved_at
    from drafts d join cases k on k.id = d.case_id join customers c on c.id = k.customer_id
    where d.user_id = ${staffId(ctx.actor)}::uuid and ${visibleCases(ctx.actor)}
      and ${after === undefined ? sql`true` : sql`(d.saved_at, d.case_id, d.audience) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::text)`}
    order by d.saved_at desc, d.case_id desc, d.audience desc limit ${sql.lit(limit + 1)}
  `.execute(ctx.db);
  return cutPage(
    rows,
    limit,
    (row) => [row.saved_at.toISOString(), row.case_id, row.audience],
    (row) => ({
      caseId: row.case_id,
      caseNumber: row.number,
      caseSubject: row.subject,
      customer: row.customer,
      to: row.audience || null,
      party: row.party,
      excerpt: htmlToPlainText(row.html).replaceAll(/\s+/g, ' ').trim().slice(0, 200),
      files: row.files,
      kind: row.kind,
      savedAt: row.saved_at.toISOString(),
    }),
  );
}

/** One's own unsent new case; null when there is none. */
export async function readNewCaseDraft(ctx: Context) {
  const me = oneself(ctx);
  const row = await ctx.db
    .selectFrom('new_case_drafts')
    .select(['words', 'attachment_ids', 'saved_at'])
    .where('user_id', '=', me)
    .executeTakeFirst();
  if (row === undefined) return { draft: null };
  const files = await unsentUploads(ctx.db, me, row.attachment_ids);
  return {
    draft: {
      words: row.words as unknown as Record<string, unknown>,
      attachments: files.map((file) => showAttachment(ctx, file)),
      savedAt: row.saved_at.toISOString(),
    },
  };
}

/** Keeps it, on every device. Files of others and files that were sent are left out. */
export function saveNewCaseDraft(ctx: Context, words: Record<string, unknown>, attachmentIds: readonly string[] = []) {
  const user = oneself(ctx);
  const json = JSON.stringify(words);
  if (json.length > longestNewCase)
    throw new Refusal('invalid', 'draft-too-long', 'This draft is too long to be kept.', { field: 'words' });
  return transact(ctx, async (ctx) => {
    const files = await unsentUploads(ctx.trx, user, attachmentIds);
    const row = { words: json, attachment_ids: files.map((file) => file.id), saved_at: ctx.now };
    await ctx.trx
      .insertInto('new_case_drafts')
      .values({ user_id: user, ...row })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
      .execute();
    return readNewCaseDraft(ctx);
  });
}

export function dropNewCaseDraft(ctx: Context): Promise<null> {
  const user = oneself(ctx);
  return transact(ctx, async (ctx) => {
    await ctx.trx.deleteFrom('new_case_drafts').where('user_id', '=', user).execute();
    return null;
  });
}

function oneself(ctx: Context): string {
  const me = staffId(ctx.actor);
  if (me !== null) return me;
  throw new Refusal('forbidden', 'not-a-person', 'An API key keeps no drafts.');
}
