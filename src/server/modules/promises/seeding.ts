/** What a new company promises before anyone has thought about it: two policies, easily changed under Settings. */
import type { WritingContext } from '../../context.ts';
import { say } from '../../catalogue.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { createPolicy } from './policies/policies.ts';
import { isAnyPolicy } from './policies/policy-queries.ts';

const hour = 60;
const workingDay = 8 * hour;

export const seedSubscription: Subscription = {
  name: 'promises.seeds',
  types: ['people.company-set-up'],
  handle: async (ctx, events) => {
    for (const event of events) await seedPolicies(ctx, String(event.data['language'] ?? 'en'));
  },
};

/** Urgent cases are asked first; the policy for all others comes last. Does nothing when there is a policy already. */
async function seedPolicies(ctx: WritingContext, language: string): Promise<void> {
  if (await isAnyPolicy(ctx.trx)) return;
  await createPolicy(ctx, {
    name: say(language, 'promises', 'policies.urgent'),
    conditions: { priorities: ['urgent'] },
    firstResponseMinutes: 1 * hour,
    nextResponseMinutes: 2 * hour,
    resolutionMinutes: workingDay,
  });
  await createPolicy(ctx, {
    name: say(language, 'promises', 'policies.usual'),
    firstResponseMinutes: 4 * hour,
    nextResponseMinutes: 8 * hour,
    resolutionMinutes: 5 * workingDay,
  });
}
