import { agreeToCharter, changeReview } from '../src/server/modules/charter/index.ts';
import { createOrganisation } from '../src/server/modules/customers/index.ts';
import { publishDraft, readDesign, saveDraft } from '../src/server/modules/journeys/index.ts';
import type { Founded } from './founding.ts';
import type { Stage } from './playing.ts';
import { arrangeStandingBy } from './standing-by.ts';
import { organisations } from './story/names.ts';

const day = 86_400_000;

/** Who takes care of each destination of the first journey, in their order, and where it is mostly reached. */
const careOf = [
  ['agent', 'advice'],
  ['agent', 'booking'],
  ['agent', 'waiting'],
  ['agent', 'delivery'],
  ['lead', 'fitting'],
  ['lead', 'fitting'],
] as const;

/** The first days: what every room has begun with becomes this company's own. */
export async function settleIn(stage: Stage, founded: Founded, at: Date, days: number): Promise<void> {
  const admin = stage.as(founded.owner, at);
  for (const { name, domain } of organisations) await createOrganisation(admin, { name, domains: [domain] });
  for (const one of founded.all) await agreeToCharter(stage.as(one, at));
  const review = new Date(at.getTime() + (days + 38) * day).toISOString().slice(0, 10);
  await changeReview(admin, review);
  await arrangeStandingBy(stage, founded, at);
  await drawJourney(stage, founded, at);
}

async function drawJourney(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const ctx = stage.as(founded.manager, at);
  const journey = await ctx.db.selectFrom('journeys').select('id').where('is_default', '=', true).executeTakeFirst();
  if (journey === undefined) return;
  const drawn = await readDesign(ctx, journey.id);
  const stops = drawn.design.stops.map((stop, place) => ({
    ...stop,
    ownerRole: careOf[place]?.[0] ?? null,
    touchpointId: founded.touchpointIds.get(careOf[place]?.[1] ?? 'advice') ?? null,
  }));
  const saved = await saveDraft(ctx, journey.id, {
    revision: drawn.revision,
    name: drawn.name,
    design: { ...drawn.design, stops },
  });
  await publishDraft(ctx, journey.id, saved.revision);
}
