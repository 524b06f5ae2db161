import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { createProtocol } from './protocols.ts';
import { isAnyProtocol } from './protocol-queries.ts';

/** A new company begins with two protocols that act, and one for tasks that nobody does. */
export const escalationSeeds: Subscription = {
  name: 'escalation-seeds',
  types: ['people.company-set-up'],
  async handle(ctx, events) {
    for (const event of events) {
      if (await isAnyProtocol(ctx.trx)) return;
      await seed(ctx, typeof event.data['language'] === 'string' ? event.data['language'] : 'en');
    }
  },
};

async function seed(ctx: WritingContext, language: string): Promise<void> {
  const words = (key: string) => say(language, 'escalations', `seed.${key}`);
  const lead = { whom: 'team-lead' as const, mail: true, waitMinutes: 60 };
  const managers = { whom: 'role' as const, role: 'manager' as const, mail: true, waitMinutes: 60 };
  await createProtocol(ctx, {
    name: words('broken'),
    way: 'hierarchical',
    triggers: [{ on: 'broken' }],
    conditions: {},
    steps: [lead, managers],
    task: { action: 'call-customer', minutes: 120 },
  });
  await createProtocol(ctx, {
    name: words('heat'),
    way: 'hierarchical',
    triggers: [{ on: 'anger' }, { on: 'repeated-contact', n: 4 }, { on: 'words', words: words('words').split(', ') }],
    conditions: {},
    steps: [{ whom: 'keeper', mail: false, waitMinutes: 30 }, lead, managers],
    task: null,
  });
  await createProtocol(ctx, {
    name: words('task'),
    way: 'hierarchical',
    triggers: [{ on: 'task-overdue' }],
    conditions: {},
    steps: [managers, { whom: 'role', role: 'owner', mail: true, waitMinutes: 240 }],
    task: null,
  });
}
