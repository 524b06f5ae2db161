import { sql } from 'kysely';
import { createNeed, takeInWords } from '../src/server/modules/needs/index.ts';
import { addReview, observe } from '../src/server/modules/voice/index.ts';
import type { DailyLife } from './life.ts';
import type { Founded } from './founding.ts';
import type { Stage } from './playing.ts';
import { pick } from './script.ts';
import { heardWords, needs, reviews } from './story/heard.ts';
import { shareLost } from './truth.ts';

const day = 86_400_000;
/** A need begins with so many of the words that say it; the rest is sorted by people. */
const wordsOfNeed = 24;

/** What somebody heard at a door or on a ladder: about as often bad as it is, half of it of somebody we know by name. */
export async function hear({ stage, founded, truth }: DailyLife, today: number, at: Date): Promise<void> {
  const random = stage.dice('hearing', today);
  const place = random() < 0.7 ? 'delivery' : 'fitting';
  const by = place === 'delivery' ? 'Jonas Weber' : 'Sol Marín';
  const feeling = random() < 1.5 * shareLost(truth, place, today) ? 'lost' : 'won';
  const [words, named] = [pick(random, heardWords[place][feeling]), random() < 0.5];
  const ctx = stage.as(
    founded.all.find(({ name }) => name === by)!,
    at,
  );
  const met = named
    ? await ctx.db
        .selectFrom('cases')
        .select('customer_id')
        .where(sql<boolean>`${place} = any(tags)`)
        .where('created_at', '>', new Date(at.getTime() - 8 * day))
        .orderBy('created_at')
        .limit(1)
        .executeTakeFirst()
    : undefined;
  await observe(ctx, {
    words,
    feeling,
    touchpointId: founded.touchpointIds.get(place)!,
    ...(met === undefined ? {} : { customerId: met.customer_id }),
  });
}

/** What strangers wrote elsewhere, noted by whoever found it. */
export async function readReviews({ stage, founded }: DailyLife, today: number, at: Date): Promise<void> {
  for (const { day: on, source, rating, author, words } of reviews)
    if (on === today) await addReview(stage.as(founded.manager, at), { source, rating, author, words });
}

/** On the last day what was heard is taken in, and the needs the company has understood are stated of it. */
export async function stateNeeds(stage: Stage, founded: Founded, at: Date): Promise<void> {
  await takeInWords(stage.system(at));
  const ctx = stage.as(founded.manager, at);
  for (const { statement, importance, words } of needs) {
    const said = await ctx.db
      .selectFrom('heard_words')
      .select('id')
      .where('in_need', '=', false)
      .where('source', 'in', ['wish', 'brief'])
      .where(({ eb, or }) => or(words.map((word) => eb('words', 'ilike', `%${word}%`))))
      .orderBy('at', 'desc')
      .limit(wordsOfNeed)
      .execute();
    await createNeed(ctx, { statement, statedImportance: importance, wordsIds: said.map(({ id }) => id) });
  }
}
