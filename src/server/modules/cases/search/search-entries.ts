import { sql } from 'kysely';
import type { WritingContext } from '../../../context.ts';
import type { KeptEvent } from '../../../store/events.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import {
  enterArticles,
  enterCases,
  enterCustomers,
  enterFiles,
  enterMessages,
  enterOrganisations,
} from './search-entering.ts';

/**
 * Keeps search up to date with everything that is said, known and written. Derived from the records named by the events, so it
 * can be thrown away and read again from the log at any time.
 */
export const searchEntries: Subscription = {
  name: 'cases-search',
  types: ['cases.*', 'customers.*', 'knowledge.*'],
  reset: async (ctx) => {
    await sql`delete from search_entries`.execute(ctx.trx);
    await sql`delete from search_words`.execute(ctx.trx);
  },
  handle: async (ctx, events) => {
    const said = [
      ...ids(events, /^cases\.(customer-wrote|replied|noted|party-wrote|told-parties)$/, 'messageId'),
      ...splitOff(events),
    ];
    await enterMessages(ctx, said);
    await enterFiles(ctx, said);
    await enterCases(
      ctx,
      ids(events, /^cases\.(opened|changed)$/, 'caseId', (data) => {
        const after = data['after'];
        return (
          after === undefined ||
          (typeof after === 'object' && after !== null && ('subject' in after || 'tags' in after || 'fields' in after))
        );
      }),
    );
    for (const event of events) await enterImported(ctx, event);
    await enterCustomers(ctx, [
      ...ids(events, /^customers\./, 'customerId'),
      ...ids(events, /^customers\./, 'from'),
      ...ids(events, /^customers\./, 'into'),
    ]);
    await enterOrganisations(
      ctx,
      events.flatMap(({ type, subjectId }) => (type.startsWith('customers.organisation-') ? (subjectId ?? []) : [])),
    );
    await enterArticles(
      ctx,
      events.filter((event) => event.type.startsWith('knowledge.')).flatMap((event) => event.subjectId ?? []),
    );
  },
};

function ids(
  events: readonly KeptEvent[],
  types: RegExp,
  key: string,
  wanted: (data: Record<string, unknown>) => boolean = () => true,
): string[] {
  const found = events.flatMap(({ type, data }) => {
    const id = data[key];
    return types.test(type) && typeof id === 'string' && wanted(data) ? [id] : [];
  });
  return [...new Set(found)];
}

/** Messages that were split off belong to another case now. */
function splitOff(events: readonly KeptEvent[]): string[] {
  return events.flatMap(({ type, data }) =>
    type === 'cases.split' && Array.isArray(data['messageIds'])
      ? data['messageIds'].filter((id) => typeof id === 'string')
      : [],
  );
}

/** What came from another desk: its cases with all their messages, its customers; one event holds many. */
async function enterImported(ctx: WritingContext, { type, data }: KeptEvent): Promise<void> {
  if (type === 'customers.imported') await enterCustomers(ctx, data['customerIds'] as string[]);
  if (type !== 'cases.imported') return;
  const caseIds = (data['cases'] as { caseId: string }[]).map(({ caseId }) => caseId);
  await enterCases(ctx, caseIds);
  const messages = await ctx.trx.selectFrom('messages').select('id').where('case_id', 'in', caseIds).execute();
  const messageIds = messages.map(({ id }) => id);
  await enterMessages(ctx, messageIds);
  await enterFiles(ctx, messageIds);
}
