import type { Subscription } from '../../store/subscriptions.ts';
import { seedBehaviours } from './behaviours/behaviours.ts';

/** When a company has been set up, it gets its first library of behaviours. */
export const practiceSeeds: Subscription = {
  name: 'practice.seeds',
  types: ['people.company-set-up'],
  async handle(ctx, events) {
    for (const event of events) await seedBehaviours(ctx, String(event.data['language'] ?? 'en'));
  },
};
