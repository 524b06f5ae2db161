import type { DrawnJourney, JourneyVersion } from '../../../contract/journeys-design.ts';
import { type DesignChange, designDifference } from '../../../domain/journeys/design-difference.ts';
import {
  customerTasks,
  type Design,
  isPlace,
  mayEndAt,
  placesAfter,
  type Stop,
} from '../../../domain/journeys/design.ts';
import { unclearSteps } from '../../../domain/journeys/unclear-steps.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { deleteDraft, findDesign, findDraft, listVersionsBefore, writeDraft } from './design-queries.ts';
import { findJourney, replaceDestinations } from './journey-queries.ts';
import { recomputeTravellers } from './placing-queries.ts';
import { countTouchpoints } from './queries.ts';
import { journeysWithout, surroundingsOf } from './surroundings.ts';

/** The drawing of a journey, its draft if there is one, with what is unclear about it. @throws Refusal not_found */
export async function readDesign(ctx: Context, id: string, published = false): Promise<DrawnJourney> {
  const journey = await mustFind(ctx, id);
  const draft = published ? undefined : await findDraft(ctx.db, id);
  const design = (draft?.design as Design | undefined) ?? (await designInForce(ctx, id, journey.version));
  return {
    journeyId: id,
    name: draft?.name ?? journey.name,
    purpose: draft?.purpose ?? journey.purpose,
    version: journey.version,
    draft: draft !== undefined,
    basedOn: draft?.based_on ?? journey.version,
    revision: draft?.revision ?? 0,
    changedAt: draft?.changed_at.toISOString() ?? null,
    changedBy: draft?.by ?? null,
    design: design as DrawnJourney['design'],
    unclear: unclearSteps(design, await surroundingsOf(ctx.db, id)),
  };
}

/** Saves what is being drawn. @throws Refusal conflict when somebody saved since `revision`, or began a draft */
export function saveDraft(
  ctx: Context,
  id: string,
  input: { revision: number; name: string; purpose?: string | undefined; design: Design },
): Promise<DrawnJourney> {
  return transact(ctx, async (ctx) => {
    const journey = await mustFind(ctx, id);
    mustHold(input.design);
    const row = {
      journeyId: id,
      name: input.name.trim(),
      purpose: input.purpose ?? journey.purpose,
      design: input.design,
      basedOn: journey.version,
      by: staffId(ctx.actor),
      at: ctx.now,
    };
    const revision = await writeDraft(ctx.trx, row, input.revision);
    if (revision === undefined) throw changedMeanwhile();
    // one event when a draft begins: a save every few seconds is nobody's news
    if (revision === 1) await record(ctx, 'journeys.draft-begun', id, { name: row.name, version: journey.version });
    return readDesign(ctx, id);
  });
}

/** Throws the draft away. Doing it twice changes nothing. */
export function dropDraft(ctx: Context, id: string): Promise<DrawnJourney> {
  return transact(ctx, async (ctx) => {
    await mustFind(ctx, id);
    if ((await deleteDraft(ctx.trx, id)) !== undefined) await record(ctx, 'journeys.draft-dropped', id, {});
    return readDesign(ctx, id);
  });
}

/** Puts the draft in force as the next version. @throws Refusal conflict when it or the journey changed meanwhile */
export function publishDraft(ctx: Context, id: string, revision: number): Promise<DrawnJourney> {
  return transact(ctx, async (ctx) => {
    const version = await holdVersion(ctx, id);
    const draft = await findDraft(ctx.trx, id);
    if (draft === undefined)
      throw new Refusal('conflict', 'no-draft', 'There is no draft to publish: nothing was changed.');
    if (draft.revision !== revision || draft.based_on !== version) throw changedMeanwhile();
    await putInForce(ctx, id, version + 1, {
      name: draft.name,
      purpose: draft.purpose,
      design: draft.design as unknown as Design,
    });
    await deleteDraft(ctx.trx, id);
    return readDesign(ctx, id);
  });
}

/** Versions, newest first. */
export async function listVersions(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  await mustFind(ctx, id);
  const limit = query.limit ?? 50;
  const before = readCursor(query.cursor, 1)?.[0];
  const rows = await listVersionsBefore(ctx.db, id, before === undefined ? undefined : Number(before), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.version],
    (row): JourneyVersion => ({
      version: row.version,
      stops: row.stops,
      madeAt: row.made_at.toISOString(),
      madeBy: row.by,
    }),
  );
}

/** What changed between two versions, or since one of them. @throws Refusal not_found */
export async function compareVersions(
  ctx: Context,
  id: string,
  query: { from?: number | undefined; to?: number | undefined },
): Promise<{ from: number; to: number | null; changes: DesignChange[] }> {
  const from = query.from ?? (await mustFind(ctx, id)).version;
  const before = await designOf(ctx, id, from);
  const after = query.to === undefined ? (await readDesign(ctx, id)).design : await designOf(ctx, id, query.to);
  return { from, to: query.to ?? null, changes: designDifference(before, after) };
}

/** The version of a journey, held until the transaction ends. @throws Refusal not_found */
export async function holdVersion(ctx: WritingContext, id: string): Promise<number> {
  const held = await ctx.trx
    .selectFrom('journeys')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (held === undefined) throw unknownJourney();
  return held.version;
}

/** The design in force. */
export async function designInForce(ctx: Context, id: string, version: number): Promise<Design> {
  return (await findDesign(ctx.db, id, version)) ?? { stages: [], stops: [], ways: [] };
}

/** Writes a version: its destinations stand where the design has them, everybody's next one is worked out anew. */
export async function putInForce(
  ctx: WritingContext,
  id: string,
  version: number,
  input: { name: string; purpose: string; design: Design },
): Promise<void> {
  const { design } = input;
  mustHold(design);
  await mustBeOurs(ctx, id, design);
  const places = design.stops.filter(isPlace);
  if (places.length === 0 || places.some(({ name }) => name.trim() === ''))
    throw new Refusal('invalid', 'destination-without-name', 'A journey needs a destination, and each needs a name.', {
      field: 'design',
    });
  const stages = new Map(design.stages.map((stage) => [stage.id, stage.name]));
  const after = placesAfter(design);
  const rows = places.map((stop, position) => ({
    id: stop.id,
    journey_id: id,
    position,
    name: stop.name.trim(),
    done_when: stop.doneWhen,
    customer_wording: stop.customerWording,
    customer_tasks: [...customerTasks(design, stop.id)],
    owner_role: stop.ownerRole,
    touchpoint_id: stop.touchpointId,
    expected_days: stop.expectedDays,
    reached_on_event: stop.reachedOnEvent,
    reached_when: JSON.stringify(stop.reachedWhen),
    acceptance_question: stop.acceptanceQuestion,
    stage: stages.get(stop.stage ?? '') ?? '',
    feeling_word: stop.feeling?.word ?? '',
    feeling_level: stop.feeling?.level ?? null,
    next_ids: after === undefined ? null : [...(after.get(stop.id) ?? [])],
    sub_journey_id: stop.kind === 'journey' ? stop.subJourneyId : null,
    ends: mayEndAt(design, stop.id),
  }));
  await ctx.trx
    .updateTable('journeys')
    .set({ name: input.name.trim(), purpose: input.purpose, version })
    .where('id', '=', id)
    .execute();
  await replaceDestinations(ctx.trx, id, rows, ctx.now);
  await ctx.trx
    .insertInto('journey_versions')
    .values({
      journey_id: id,
      version,
      definition: JSON.stringify({ name: input.name.trim(), purpose: input.purpose, design }),
      made_by: staffId(ctx.actor),
      made_at: ctx.now,
    })
    .execute();
  if (version === 1) await record(ctx, 'journeys.journey-made', id, { name: input.name.trim(), version });
  else {
    await recomputeTravellers(ctx.trx, id, ctx.now);
    await record(ctx, 'journeys.journey-changed', id, { name: input.name.trim(), version });
  }
}

/** A drawing that hangs together: every stop once, every way between two stops of it, every stage known. */
function mustHold(design: Design): void {
  const stops = new Set(design.stops.map(({ id }) => id));
  const stages = new Set(design.stages.map(({ id }) => id));
  const ways = new Set(design.ways.map(({ from, to }) => `${from} ${to}`));
  const wrong =
    stops.size < design.stops.length || stages.size < design.stages.length || ways.size < design.ways.length
      ? 'Something stands twice in this drawing.'
      : design.ways.some(({ from, to }) => !stops.has(from) || !stops.has(to) || from === to)
        ? 'A way leads from or to a stop that is not in this drawing.'
        : design.stops.some(({ stage }) => stage !== null && !stages.has(stage))
          ? 'A stop stands in a stage that is not in this drawing.'
          : undefined;
  if (wrong !== undefined) throw new Refusal('invalid', 'drawing-does-not-hold', wrong, { field: 'design' });
}

/** What a version names must exist, and a destination of another journey cannot be taken over. */
async function mustBeOurs(ctx: WritingContext, id: string, design: Design): Promise<void> {
  const named = (pick: (stop: Stop) => string | null) => [...new Set(design.stops.flatMap((stop) => pick(stop) ?? []))];
  const touchpoints = named(({ touchpointId }) => touchpointId);
  if ((await countTouchpoints(ctx.trx, touchpoints)) < touchpoints.length)
    throw new Refusal('invalid', 'touchpoint-not-found', 'A touchpoint named here does not exist.', {
      field: 'destinations',
    });
  const allowed = await journeysWithout(ctx.trx, id);
  if (named((stop) => (stop.kind === 'journey' ? stop.subJourneyId : null)).some((each) => !allowed.has(each)))
    throw new Refusal(
      'invalid',
      'journey-in-a-ring',
      'A journey cannot stand within itself, nor one that is not there.',
      {
        field: 'design',
      },
    );
  const foreign = await ctx.trx
    .selectFrom('destinations')
    .select('id')
    .where(
      'id',
      'in',
      design.stops.map((stop) => stop.id),
    )
    .where('journey_id', '!=', id)
    .executeTakeFirst();
  if (foreign !== undefined) throw notOfJourney('design');
}

export function notOfJourney(field: string): Refusal {
  return new Refusal('invalid', 'destination-not-of-journey', 'A destination named here is not one of this journey.', {
    field,
  });
}

export function unknownJourney(): Refusal {
  return new Refusal('not_found', 'journey-not-found', 'There is no such journey.');
}

async function mustFind(ctx: Context, id: string) {
  const journey = await findJourney(ctx.db, id);
  if (journey === undefined) throw unknownJourney();
  return journey;
}

async function designOf(ctx: Context, id: string, version: number): Promise<Design> {
  const design = await findDesign(ctx.db, id, version);
  if (design === undefined) throw new Refusal('not_found', 'version-not-found', 'There is no such version.');
  return design;
}

function changedMeanwhile(): Refusal {
  return new Refusal('conflict', 'journey-changed', 'Somebody changed this journey in the meantime; look at it again.');
}
