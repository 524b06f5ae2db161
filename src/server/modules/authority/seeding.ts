import { say } from '../../catalogue.ts';
import { newId } from '../../store/identity.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { companyCurrency } from './queries.ts';

/** What every company can give from the first day: per case for each role, in its own currency. */
const kinds = [
  { seed: 'refund', unit: 'money', limits: { agent: 50, lead: 200, manager: 1000 } },
  { seed: 'credit', unit: 'money', limits: { agent: 50, lead: 200, manager: 1000 } },
  { seed: 'goodwill', unit: 'money', limits: { agent: 25, lead: 100, manager: 500 } },
  { seed: 'discount', unit: 'percent', limits: { agent: 10, lead: 20, manager: 40 } },
  { seed: 'replacement', unit: 'times', limits: { agent: 1, lead: 3, manager: 10 } },
  { seed: 'visit', unit: 'times', limits: { lead: 1, manager: 5 } },
] as const;

/** A new company's people may help at once; what they may give is the company's to change. */
export const authoritySeeds: Subscription = {
  name: 'authority.seeds',
  types: ['people.company-set-up'],
  async handle(ctx, events) {
    for (const event of events) {
      const language = String(event.data['language'] ?? 'en');
      const currency = await companyCurrency(ctx.trx);
      for (const [position, { seed, unit, limits }] of kinds.entries()) {
        const id = newId();
        const made = await ctx.trx
          .insertInto('gesture_kinds')
          .values({ id, seed, unit, position, name: say(language, 'authority', `kinds.${seed}`) })
          .onConflict((conflict) => conflict.column('seed').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made === undefined) continue;
        await ctx.trx
          .insertInto('authorities')
          .values(
            Object.entries(limits).map(([role, most]) => ({
              id: newId(),
              kind_id: id,
              role,
              most,
              span: 'case',
              currency,
              changed_at: ctx.now,
            })),
          )
          .execute();
      }
    }
  },
};
