import type { Note } from '../../../../contract/customer-records.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { rootOf } from '../finding-records.ts';
import { deleteNote, findNote, insertNote, listNotesAfter, type NoteRecord, updateNote } from './note-queries.ts';

/** Private notes about a customer, newest first, those of merged records too. */
export async function listNotes(
  ctx: Context,
  customerId: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listNotesAfter(ctx.db, await rootOf(ctx, customerId), readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.at.toISOString(), row.id], show);
}

export function addNote(ctx: Context, customerId: string, words: string): Promise<Note> {
  return transact(ctx, async (ctx) => {
    const owner = await rootOf(ctx, customerId);
    const id = newId();
    await insertNote(ctx.trx, { id, customer_id: owner, words: words.trim(), by_id: staffId(ctx.actor), at: ctx.now });
    await record(ctx, 'customers.noted', owner, { customerId: owner, noteId: id });
    return show((await findNote(ctx.trx, owner, id))!);
  });
}

/** Only who wrote a note changes it. */
export function changeNote(ctx: Context, customerId: string, noteId: string, words: string): Promise<Note> {
  return transact(ctx, async (ctx) => {
    const owner = await rootOf(ctx, customerId);
    const note = await theNote(ctx, owner, noteId);
    if (note.by_id !== staffId(ctx.actor))
      throw new Refusal('forbidden', 'note-of-another', 'Only who wrote a note may change it.');
    await updateNote(ctx.trx, noteId, words.trim(), ctx.now);
    await record(ctx, 'customers.noted', owner, { customerId: owner, noteId });
    return show((await findNote(ctx.trx, owner, noteId))!);
  });
}

export function removeNote(ctx: Context, customerId: string, noteId: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const owner = await rootOf(ctx, customerId);
    const note = await theNote(ctx, owner, noteId);
    const over = 'role' in ctx.actor && (ctx.actor.role === 'owner' || ctx.actor.role === 'admin');
    if (note.by_id !== staffId(ctx.actor) && !over)
      throw new Refusal('forbidden', 'note-of-another', 'Only who wrote a note, or an admin, may remove it.');
    await deleteNote(ctx.trx, noteId);
    await record(ctx, 'customers.note-removed', owner, { customerId: owner, noteId });
    return null;
  });
}

async function theNote(ctx: Context, customerId: string, id: string): Promise<NoteRecord> {
  const note = await findNote(ctx.db, customerId, id);
  if (note === undefined)
    throw new Refusal('not_found', 'note-not-found', 'There is no such note about this customer.');
  return note;
}

function show(row: NoteRecord): Note {
  return {
    id: row.id,
    words: row.words,
    by: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? '' },
    at: row.at.toISOString(),
    changedAt: row.changed_at?.toISOString() ?? null,
  };
}
