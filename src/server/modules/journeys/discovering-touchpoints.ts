import type { TouchpointCandidate } from '../../../contract/journeys-discovery.ts';
import type { Touchpoint } from '../../../contract/journeys-touchpoints.ts';
import { discoverTouchpoints, fewestCustomers } from '../../../domain/journeys/discovering.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  type CandidateRow,
  findKnown,
  listCandidatesAfter,
  listFormsUsed,
  listSaid,
  saveCandidates,
} from './discovery-queries.ts';
import { addTouchpoint, readTouchpoint } from './touchpoints.ts';

const daysBack = 180;
const mostAtNight = 20_000;
const mostNow = 5000;

/** Through which channel one comes to a place, as far as what was found of it tells. */
const channelOf: Readonly<Record<string, string>> = { sender: 'mail', link: 'web', form: 'form' };

/** Every night: which places do customers speak of that nobody wrote down? */
export const discoverTouchpointsJob: Job = {
  name: 'journeys.discover',
  work: async (ctx) => void (await findCandidates(ctx, mostAtNight)),
};

/** Looks through the latest messages. @returns how many it read, and how many proposals there are now */
export async function findCandidates(ctx: Context, most = mostNow): Promise<{ messages: number; found: number }> {
  const since = new Date(ctx.now.getTime() - daysBack * 86_400_000);
  const said = await listSaid(ctx.db, since, most);
  const known = await findKnown(ctx.db);
  const taken = new Set(known.names.map((name) => name.toLowerCase()));
  const forms = (await listFormsUsed(ctx.db, since, fewestCustomers)).filter(({ key }) => !taken.has(key));
  const found = [...discoverTouchpoints(said, known), ...forms];
  return transact(ctx, async (ctx) => {
    await saveCandidates(ctx.trx, found, ctx.now);
    const open = await ctx.trx
      .selectFrom('touchpoint_candidates')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('state', '=', 'proposed')
      .executeTakeFirstOrThrow();
    await record(ctx, 'journeys.touchpoints-searched', null, { messages: said.length, found: found.length });
    return { messages: said.length, found: Number(open.n) };
  });
}

/** What was found, the most mentioned first. */
export async function listCandidates(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    state?: 'proposed' | 'accepted' | 'declined' | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await listCandidatesAfter(ctx.db, query.state ?? 'proposed', readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.customers, row.id], show);
}

/** Takes a found place over, as a touchpoint or as another name of one, or sets it aside. @throws Refusal not_found, conflict */
export function decideCandidate(
  ctx: Context,
  id: string,
  input: {
    accept: boolean;
    name?: string | undefined;
    party?: Touchpoint['party'] | undefined;
    touchpointId?: string | undefined;
  },
): Promise<{ candidate: TouchpointCandidate; touchpoint: Touchpoint | null }> {
  return transact(ctx, async (ctx) => {
    const held = await ctx.trx
      .selectFrom('touchpoint_candidates')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (held === undefined) throw new Refusal('not_found', 'candidate-not-found', 'There is no such proposal.');
    if (held.state === 'accepted')
      throw new Refusal('conflict', 'candidate-accepted', 'This place is a touchpoint already.');
    let touchpoint: Touchpoint | null = null;
    if (input.accept) {
      touchpoint =
        input.touchpointId === undefined
          ? await addTouchpoint(ctx, {
              name: input.name ?? held.name,
              channel: channelOf[held.kind] ?? 'elsewhere',
              party: input.party ?? (held.party as Touchpoint['party']),
            })
          : await readTouchpoint(ctx, input.touchpointId);
      await ctx.trx
        .updateTable('touchpoints')
        .set((eb) => ({ aliases: eb.fn('array_append', ['aliases', eb.val(held.key)]) }))
        .where('id', '=', touchpoint.id)
        .execute();
    }
    const row = await ctx.trx
      .updateTable('touchpoint_candidates')
      .set({
        state: input.accept ? 'accepted' : 'declined',
        touchpoint_id: touchpoint?.id ?? null,
        decided_by: staffId(ctx.actor),
        decided_at: ctx.now,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, `journeys.candidate-${input.accept ? 'accepted' : 'declined'}`, id, {
      key: held.key,
      touchpointId: touchpoint?.id ?? null,
    });
    return { candidate: show(row), touchpoint };
  });
}

function show(row: CandidateRow): TouchpointCandidate {
  return {
    id: row.id,
    kind: row.kind as TouchpointCandidate['kind'],
    key: row.key,
    name: row.name,
    party: row.party as TouchpointCandidate['party'],
    customers: row.customers,
    messages: row.messages,
    lift: Number(row.lift),
    examples: row.examples as string[],
    state: row.state as TouchpointCandidate['state'],
    touchpointId: row.touchpoint_id,
    foundAt: row.found_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
  };
}
