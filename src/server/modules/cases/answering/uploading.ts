import { sql } from 'kysely';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Attachment } from '../../../../contract/cases.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import type { Job } from '../../../jobs/running.ts';
import { newId } from '../../../store/identity.ts';
import { insertUpload } from '../message-queries.ts';
import { showAttachment } from '../showing.ts';

const day = 86_400_000;
const largest = 30 * 1_048_576;

/** Keeps a file of at most 30 MB until a reply or note names it. Its bytes are safe before the answer; the browser's word on its type is only a label. */
export async function uploadFile(
  ctx: Context,
  file: { name: string; contentType: string; content: AsyncIterable<Uint8Array> } | undefined,
): Promise<Attachment> {
  if (file === undefined)
    throw new Refusal('invalid', 'file-missing', 'Send the file as multipart/form-data in a part named file.', {
      field: 'file',
    });
  const stored = await ctx.files.put(file.content, largest);
  const row = {
    id: newId(),
    uploaded_by: staffId(ctx.actor),
    sha256: stored.sha256,
    name: fileName(file.name),
    content_type: /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType)
      ? file.contentType.toLowerCase()
      : 'application/octet-stream',
    size: stored.size,
    created_at: ctx.now,
  };
  await transact(ctx, (ctx) => insertUpload(ctx.trx, row));
  return showAttachment(ctx, { ...row, inline: false });
}

/** A file name without folders and without signs that could mean something to anybody. */
export function fileName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is being removed
  const plain = name.toWellFormed().replaceAll(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  return (plain.split(/[/\\]/).at(-1)?.trim() || 'file').slice(0, 200);
}

/**
 * Uploads that no message named within a day are forgotten; their bytes go when nothing else has the same. What a draft, or an answer
 * that waits or was held back, has named is kept as long as that is.
 */
export const dropUnusedUploadsJob: Job = {
  name: 'drop-unused-uploads',
  work: async (ctx) => {
    await sql`delete from attachments a where a.message_id is null and a.created_at < ${new Date(ctx.now.getTime() - day)}
      and not exists (select from drafts d where a.id = any(d.attachment_ids))
      and not exists (select from new_case_drafts d where a.id = any(d.attachment_ids))
      and not exists (select from later_replies l where l.state in ('waiting', 'held') and l.input->'attachmentIds' ? a.id::text)`.execute(
      ctx.db,
    );
  },
};
