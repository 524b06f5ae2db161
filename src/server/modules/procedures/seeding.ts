import { newId } from '../../store/identity.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { insertProcedure } from './queries.ts';
import { seedProcedures } from './seed-procedures.ts';
import { publishContent } from './writing.ts';

/** A new company gets three published procedures in its language; they are its own to change. */
export const procedureSeeds: Subscription = {
  name: 'procedures.seeds',
  types: ['people.company-set-up'],
  async handle(ctx, events) {
    for (const event of events)
      for (const { seed, content } of seedProcedures(String(event.data['language'] ?? 'en'))) {
        const id = newId();
        const row = { id, seed, name: content.name, created_at: ctx.now, changed_at: ctx.now };
        if (await insertProcedure(ctx.trx, row)) await publishContent(ctx, { id, version: 1, content, why: '' });
      }
  },
};
