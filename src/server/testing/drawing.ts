import { type Design, emptyStop, type Stop } from '../../domain/journeys/design.ts';
import type { Context } from '../context.ts';
import { publishDraft, saveDraft } from '../modules/journeys/designing.ts';
import { makeJourney } from '../modules/journeys/journeys.ts';
import { newId } from '../store/identity.ts';

/** A destination with words for the customer, unless `more` says otherwise. */
export const stop = (name: string, more: Partial<Stop> = {}): Stop => ({
  ...emptyStop(newId(), name),
  customerWording: `${name} it is.`,
  ...more,
});

/** From one stop to another, under a condition that people decide. */
export const way = (from: Stop, to: Stop, when = ''): Design['ways'][number] => ({ from: from.id, to: to.id, when });

/** A journey as a manager draws and publishes it. @returns its id */
export async function drawJourney(
  ctx: Context,
  { name = 'Kitchen', stages = [], stops, ways = [] }: Partial<Design> & { name?: string; stops: Design['stops'] },
): Promise<string> {
  const { id } = await makeJourney(ctx, { name, destinations: [{ name: 'Start' }] });
  const saved = await saveDraft(ctx, id, { revision: 0, name, design: { stages, stops, ways } });
  await publishDraft(ctx, id, saved.revision);
  return id;
}
