/** On-call rotas: who is called whatever the hour, in turns, with stand-ins, as a calendar for everybody's own program. */
import type {
  addOverride as overrideRoute,
  changeRota as changeRoute,
  createRota as createRoute,
  Rota,
} from '../../../contract/escalations-on-call.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { isKnownZone } from '../../../domain/promises/calendar.ts';
import { shiftsBetween } from '../../../domain/promises/escalation-rota.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { signKey } from './keys.ts';
import { findNamed } from './protocol-queries.ts';
import { findNames, findRota, isRotaCalled, listRotasAfter, rotaOf, type RotaRow } from './rota-queries.ts';

const shownWeeks = 8;
const week = 7 * 86_400_000;

export async function listRotas(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listRotasAfter(ctx.db, readCursor(query.cursor, 2), limit, ctx.now);
  const names = await namesOf(ctx, rows);
  return cutPage(
    rows,
    limit,
    (row) => [row.name, row.id],
    (row) => show(ctx, row, names),
  );
}

export function createRota(ctx: Context, input: BodyOf<typeof createRoute>): Promise<Rota> {
  return transact(ctx, async (ctx) => {
    await refuseUnfit(ctx, input);
    refuseEmpty(input.people, []);
    const id = newId();
    await ctx.trx
      .insertInto('on_call_rotas')
      .values({ id, ...columnsOf(input), name: input.name.trim(), changed_at: ctx.now } as never)
      .execute();
    await record(ctx, 'escalations.rota-made', id, { name: input.name });
    return readRota(ctx, id);
  });
}

export function changeRota(ctx: Context, id: string, input: BodyOf<typeof changeRoute>): Promise<Rota> {
  return transact(ctx, async (ctx) => {
    const { people } = await readRota(ctx, id);
    const left = people.filter((one) => one.left).map((one) => one.id);
    // whoever has left keeps his place, so that nobody else's turns move; whoever is added must work here
    await refuseUnfit(ctx, { ...input, people: input.people?.filter((one) => !left.includes(one)) });
    if (input.people !== undefined) refuseEmpty(input.people, left);
    await ctx.trx
      .updateTable('on_call_rotas')
      .set({ ...columnsOf(input), changed_at: ctx.now } as never)
      .where('id', '=', id)
      .execute();
    await record(ctx, 'escalations.rota-changed', id, { changed: Object.keys(input) });
    return readRota(ctx, id);
  });
}

export function removeRota(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const { name } = await readRota(ctx, id);
    if (await isRotaCalled(ctx.trx, id))
      throw new Refusal('conflict', 'rota-in-use', 'A protocol calls this rota; let it call somebody else first.');
    await ctx.trx.updateTable('on_call_rotas').set({ archived_at: ctx.now }).where('id', '=', id).execute();
    await record(ctx, 'escalations.rota-removed', id, { name });
    return null;
  });
}

/** One stands in oneself; whoever leads may say it of anybody. */
export function addOverride(ctx: Context, id: string, input: BodyOf<typeof overrideRoute>): Promise<Rota> {
  return transact(ctx, async (ctx) => {
    await readRota(ctx, id);
    const leads = 'role' in ctx.actor && mayRole(ctx.actor.role, 'cases.manage');
    if (!leads && input.userId !== staffId(ctx.actor))
      throw new Refusal('forbidden', 'only-oneself', 'You can take a shift yourself; whoever leads may give it.');
    const from = new Date(input.from);
    const until = new Date(input.until);
    if (until <= from)
      throw new Refusal('invalid', 'ends-before-begin', 'It ends before it begins.', { field: 'until' });
    await refuseUnfit(ctx, { people: [input.userId] }, 'userId');
    const overrideId = newId();
    await ctx.trx
      .insertInto('on_call_overrides')
      .values({
        id: overrideId,
        rota_id: id,
        user_id: input.userId,
        from_at: from,
        until_at: until,
        note: input.note?.trim() ?? '',
        made_by: staffId(ctx.actor),
        made_at: ctx.now,
      })
      .execute();
    await record(ctx, 'escalations.shift-taken', id, { overrideId, userId: input.userId });
    return readRota(ctx, id);
  });
}

export function removeOverride(ctx: Context, id: string, overrideId: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const rota = await findRota(ctx.trx, id, ctx.now);
    const found = rota?.overrides.find((one) => one.id === overrideId);
    if (found === undefined) throw new Refusal('not_found', 'override-not-found', 'Nobody stands in there.');
    const leads = 'role' in ctx.actor && mayRole(ctx.actor.role, 'cases.manage');
    if (!leads && found.user_id !== staffId(ctx.actor))
      throw new Refusal('forbidden', 'only-oneself', 'Only whoever stands in, or leads, may take it back.');
    await ctx.trx.deleteFrom('on_call_overrides').where('id', '=', overrideId).execute();
    await record(ctx, 'escalations.shift-given-back', id, { overrideId, userId: found.user_id });
    return null;
  });
}

async function readRota(ctx: WritingContext, id: string): Promise<Rota> {
  const row = await findRota(ctx.trx, id, ctx.now);
  if (row === undefined) throw new Refusal('not_found', 'rota-not-found', 'There is no such rota.');
  return show(ctx, row, await namesOf(ctx, [row]));
}

function namesOf(ctx: Context, rows: readonly RotaRow[]): Promise<Map<string, string>> {
  return findNames(
    ctx.db,
    rows.flatMap((row) => [...row.people, ...row.overrides.map(({ user_id }) => user_id)]),
  );
}

function show(ctx: Context, row: RotaRow, names: Map<string, string>): Rota {
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  const shifts = shiftsBetween(rotaOf(row), ctx.now, new Date(ctx.now.getTime() + shownWeeks * week), 100).slice(0, 60);
  const present = shifts[0] !== undefined && shifts[0].from <= ctx.now ? shifts[0] : undefined;
  return {
    id: row.id,
    name: row.name,
    zone: row.zone,
    startsOn: row.starts_on,
    changesAt: row.changes_at,
    turnDays: row.turn_days,
    people: row.people.map((id) => ({ ...person(id), left: row.gone.includes(id) })),
    onCall: present === undefined ? null : person(present.userId),
    until: present?.until.toISOString() ?? null,
    shifts: shifts.map((shift) => ({
      person: person(shift.userId),
      from: shift.from.toISOString(),
      until: shift.until.toISOString(),
      instead: shift.instead === null ? null : person(shift.instead),
    })),
    overrides: row.overrides.map((one) => ({
      id: one.id,
      person: person(one.user_id),
      from: new Date(one.from).toISOString(),
      until: new Date(one.until).toISOString(),
      note: one.note,
    })),
    feed: `${ctx.url}/on-call/${signKey(ctx.secret, 'rota', row.id)}.ics`,
  };
}

function columnsOf(input: BodyOf<typeof changeRoute>) {
  return {
    ...(input.name === undefined ? {} : { name: input.name.trim() }),
    ...(input.zone === undefined ? {} : { zone: input.zone }),
    ...(input.startsOn === undefined ? {} : { starts_on: input.startsOn }),
    ...(input.changesAt === undefined ? {} : { changes_at: input.changesAt }),
    ...(input.turnDays === undefined ? {} : { turn_days: input.turnDays }),
    ...(input.people === undefined ? {} : { people: input.people }),
  };
}

/** A rota that nobody takes turns in would let every alert pass unheard. */
function refuseEmpty(people: readonly string[], left: readonly string[]): void {
  if (people.every((id) => left.includes(id)))
    throw new Refusal('invalid', 'rota-needs-people', 'Name at least one person who takes turns.', { field: 'people' });
}

async function refuseUnfit(
  ctx: WritingContext,
  input: { zone?: string | undefined; people?: readonly string[] | undefined },
  field = 'people',
): Promise<void> {
  if (input.zone !== undefined && !isKnownZone(input.zone))
    throw new Refusal('invalid', 'zone-unknown', 'Use a name such as Europe/Berlin.', { field: 'zone' });
  const wanted = [...new Set(input.people)];
  const known = await findNamed(ctx.trx, wanted);
  if (known.size < wanted.length)
    throw new Refusal('invalid', 'colleague-not-found', 'One of them does not work on cases here.', { field });
}
