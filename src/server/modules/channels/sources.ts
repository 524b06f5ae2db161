import { Refusal } from '../../../domain/refusal.ts';
import type { MailSource } from '../../../contract/channels.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  countOutboxTrouble,
  findSourceById,
  listBreakers,
  listSourcesAfter,
  readFlow,
  type SourceRecord,
} from './source-queries.ts';

const mostSource = 1_048_576;
const day = 86_400_000;

export async function listMailSources(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; state?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listSourcesAfter(ctx.db, { state: query.state, after: readCursor(query.cursor, 2), limit });
  return cutPage(rows, limit, (row) => [row.received_at.toISOString(), row.id], show);
}

/** Whether mail flows: per mailbox, what waits, what was set aside and why. */
export async function readMailHealth(ctx: Context) {
  const flow = await readFlow(ctx.db, new Date(ctx.now.getTime() - day));
  const trouble = await countOutboxTrouble(ctx.db);
  const setAside = await listSourcesAfter(ctx.db, { state: 'set-aside', after: undefined, limit: 49 });
  const breakers = await listBreakers(ctx.db, new Date(ctx.now.getTime() - day));
  return {
    mailboxes: flow.map((row) => ({
      id: row.id,
      address: row.address,
      lastReceivedAt: row.last_received_at?.toISOString() ?? null,
      received: row.received,
      lastSentAt: row.last_sent_at?.toISOString() ?? null,
    })),
    sends: ctx.transport !== undefined,
    ...trouble,
    setAside: setAside.map(show),
    breakers: breakers.map((row) => ({ ...row, since: row.since.toISOString() })),
  };
}

/** The raw mail as text. `maySee` decides whether the reader may see the case it belongs to. */
export async function readMailSource(ctx: Context, id: string, maySee: (caseId: string) => Promise<boolean>) {
  const row = await findSourceById(ctx.db, id);
  const allowed = row !== undefined && (row.case_id === null ? mayReadLoose(ctx) : await maySee(row.case_id));
  if (!allowed) throw new Refusal('not_found', 'mail-source-not-found', 'There is no such mail.');
  return {
    ...show(row),
    source: row.raw.subarray(0, mostSource).toString('latin1'),
    truncated: row.raw.length > mostSource,
  };
}

/** Mail that belongs to no case is for those who run the mailboxes. */
function mayReadLoose(ctx: Context): boolean {
  return 'role' in ctx.actor && (ctx.actor.role === 'owner' || ctx.actor.role === 'admin');
}

function show(row: SourceRecord): MailSource {
  return {
    id: row.id,
    receivedAt: row.received_at.toISOString(),
    door: row.door as MailSource['door'],
    size: row.size,
    from: row.envelope_from,
    to: row.envelope_to,
    class: row.class,
    state: row.state as MailSource['state'],
    defects: row.defects,
    reason: row.error,
    caseId: row.case_id,
    messageId: row.message_id,
  };
}
