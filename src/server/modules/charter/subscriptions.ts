import type { Subscription } from '../../store/subscriptions.ts';
import { seedStandards } from './standards.ts';

/** When a company has been set up, it gets its first standards. */
export const charterSeeds: Subscription = {
  name: 'charter.seeds',
  types: ['people.company-set-up'],
  async handle(ctx, events) {
    for (const event of events) await seedStandards(ctx, String(event.data['language'] ?? 'en'));
  },
};
