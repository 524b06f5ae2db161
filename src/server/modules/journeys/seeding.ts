import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { seedTouchpoints } from './touchpoint-seeds.ts';

/** A new company gets touchpoints and one journey that works at once; both are theirs to change. */
export const journeySeeds: Subscription = {
  name: 'journeys.seeds',
  types: ['people.company-set-up'],
  handle: async (ctx, events) => {
    const language = String(events[0]!.data['language'] ?? 'en');
    await seedTouchpoints(ctx, language);
    await seedJourney(ctx, language);
  },
};

/** The way of anybody who turns to us, reached by what happens anyway: nobody has to click for it. */
const destinations = [
  { key: 'heard', event: 'cases.opened', when: {}, days: null },
  { key: 'promised', event: 'promises.made', when: {}, days: 1 },
  { key: 'answered', event: 'cases.replied', when: {}, days: 1 },
  { key: 'helped', event: 'cases.closed', when: {}, days: 5 },
  { key: 'confirmed', event: 'cases.verdict-given', when: { verdict: 'confirmed' }, days: 7 },
  { key: 'delighted', event: 'moments.recorded', when: { outcome: 'won' }, days: null },
] as const;

async function seedJourney(ctx: WritingContext, language: string): Promise<void> {
  const id = newId();
  const words = (key: string) => say(language, 'journeys', `journey.${key}`);
  const made = await ctx.trx
    .insertInto('journeys')
    .values({ id, name: words('name'), purpose: words('purpose'), is_default: true, created_at: ctx.now })
    .onConflict((conflict) => conflict.column('is_default').where('is_default', '=', true).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) return;
  const rows = destinations.map((each, position) => ({
    id: newId(),
    journey_id: id,
    position,
    name: words(`${each.key}.name`),
    done_when: words(`${each.key}.doneWhen`),
    customer_wording: words(`${each.key}.customer`),
    acceptance_question: each.key === 'helped' ? words('helped.acceptance') : '',
    expected_days: each.days,
    reached_on_event: each.event,
    reached_when: JSON.stringify(each.when),
  }));
  await ctx.trx.insertInto('destinations').values(rows).execute();
  await ctx.trx
    .insertInto('journey_versions')
    .values({
      journey_id: id,
      version: 1,
      definition: JSON.stringify({ name: words('name'), purpose: words('purpose'), destinations: rows }),
      made_at: ctx.now,
    })
    .execute();
}
