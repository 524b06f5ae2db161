import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { companyLanguage } from '../people/index.ts';

/** Touchpoints that every company has; cases of a channel are counted at the touchpoint with its key. */
const touchpointKeys = [
  'mail',
  'portal',
  'form',
  'chat',
  'phone',
  'api',
  'in-person',
  'survey',
  'promise',
  'recovery',
] as const;

/** Touchpoints that come with their first contact: not every company has them. */
const laterKeys = ['review'];

/** Makes the first touchpoints in the company's language; those that are there stay as they are. */
export async function seedTouchpoints(ctx: WritingContext, language: string): Promise<void> {
  await insertTouchpoints(ctx, touchpointKeys, language);
}

/** Ids of the touchpoints with these keys. A key without a touchpoint (a contact came before set-up) gets one. */
export async function touchpointsByKey(ctx: WritingContext, wanted: readonly string[]): Promise<Map<string, string>> {
  const keys = [...new Set(wanted)];
  const find = () => ctx.trx.selectFrom('touchpoints').select(['id', 'key']).where('key', 'in', keys).execute();
  let rows = await find();
  if (rows.length < keys.length) {
    const missing = keys.filter((key) => !rows.some((row) => row.key === key));
    await insertTouchpoints(ctx, missing, await companyLanguage(ctx.trx));
    rows = await find();
  }
  return new Map(rows.map(({ key, id }) => [key!, id]));
}

async function insertTouchpoints(ctx: WritingContext, keys: readonly string[], language: string): Promise<void> {
  await ctx.trx
    .insertInto('touchpoints')
    .values(
      keys.map((key) => ({
        id: newId(),
        key,
        channel: key,
        name: isKnown(key) ? say(language, 'journeys', `touchpoints.${key}.name`) : key,
        purpose: isKnown(key) ? say(language, 'journeys', `touchpoints.${key}.purpose`) : '',
        party: key === 'review' ? 'public' : 'own',
        created_at: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

function isKnown(key: string): boolean {
  return [...touchpointKeys, ...laterKeys].includes(key);
}
