import type { HeardChange } from '../../../../contract/voice-corrections.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Context } from '../../../context.ts';
import { findNames } from './correction-queries.ts';

const most = 200;

/** What an event means to whoever reads the history. */
const meanings: Readonly<Record<string, HeardChange['what']>> = {
  'voice.observed': 'noted',
  'voice.observation-corrected': 'corrected',
  'voice.observation-removed': 'taken-back',
  'voice.observation-put-back': 'put-back',
  'voice.reviewed': 'noted',
  'voice.review-corrected': 'corrected',
  'voice.review-removed': 'taken-back',
  'voice.review-put-back': 'put-back',
};

/**
 * Who noted, corrected, took back or put back what was heard, the first first, out of the log itself. Customers and touchpoints stand
 * with their names of today. @throws Refusal not_found when nobody ever noted it
 */
export async function readHeardHistory(ctx: Context, id: string): Promise<{ items: HeardChange[] }> {
  const rows = await ctx.db
    .selectFrom('events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .leftJoin('api_keys as k', 'k.id', 'e.actor_id')
    .select(['e.at', 'e.type', 'e.data', 'u.name as user_name', 'k.name as key_name'])
    .where('e.subject_id', '=', id)
    .where('e.type', 'in', Object.keys(meanings))
    .orderBy('e.id')
    .limit(most)
    .execute();
  if (rows.length === 0) throw new Refusal('not_found', 'not-heard', 'There is no such observation or review.');
  const changes = rows.map(({ type, data, at, user_name, key_name }, place) => {
    const facts = data as Record<string, unknown>;
    const what = place > 0 && type === 'voice.reviewed' ? 'named' : meanings[type]!;
    return {
      at: at.toISOString(),
      by: user_name ?? key_name,
      what,
      before: recordOf(facts['before']),
      after: what === 'noted' ? firstOf(facts) : what === 'named' ? customerOf(facts) : recordOf(facts['after']),
    };
  });
  const names = await findNames(
    ctx.db,
    changes.flatMap(({ before, after }) => [...idsIn(before), ...idsIn(after)]),
  );
  const named = (fields: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) =>
        key === 'customerId' || key === 'touchpointId'
          ? [key.slice(0, -2), names.get(String(value)) ?? null]
          : [key, value],
      ),
    );
  return { items: changes.map((one) => ({ ...one, before: named(one.before), after: named(one.after) })) };
}

function firstOf(facts: Record<string, unknown>): Record<string, unknown> {
  const { quote, customerId, touchpointId, feeling, rating } = facts;
  const said = { words: quote, customerId, touchpointId, feeling, rating };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function customerOf({ customerId }: Record<string, unknown>): Record<string, unknown> {
  return { customerId };
}

function idsIn({ customerId, touchpointId }: Record<string, unknown>): string[] {
  return [customerId, touchpointId].filter((id): id is string => typeof id === 'string');
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
