/** Whoever gave his word hears of it while there is still time to keep it or to ask for another hour. */
import { say } from '../../../catalogue.ts';
import type { WritingContext } from '../../../context.ts';
import type { KeptEvent } from '../../../store/events.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { notify } from '../../notifications/index.ts';
import { momentWords } from '../../../moment-words.ts';
import { findRisk } from './at-risk-queries.ts';
import { likelyFrom } from './at-risk-scoring.ts';

/** Promises of policies are many and stand in the lists; a word that a person gave is his own, and he is told of it. */
export const warningSubscription: Subscription = {
  name: 'promises.warnings',
  types: ['promises.at-risk'],
  handle: async (ctx, events) => {
    for (const event of events) if (event.data['kind'] === 'personal') await warn(ctx, event);
  },
};

async function warn(ctx: WritingContext, { subjectId, at }: KeptEvent): Promise<void> {
  if (subjectId === null) return;
  const found = await ctx.trx
    .selectFrom('promises as p')
    .innerJoin('users as u', 'u.id', 'p.keeper_id')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .select(['p.what', 'p.due_at', 'p.case_id', 'p.keeper_id', 'u.language', 'u.time_zone', 'c.name'])
    .where('p.id', '=', subjectId)
    .where('p.state', '=', 'open')
    .executeTakeFirst();
  // kept or moved before this was read
  if (found?.keeper_id == null || found.due_at === null || found.due_at <= at) return;
  // who was told that it will probably break needs not hear that it is due
  if (((await findRisk(ctx.trx, subjectId))?.probability ?? 0) >= likelyFrom) return;
  await notify(ctx, {
    userId: found.keeper_id,
    kind: 'alert',
    subject: say(found.language, 'at-risk', 'soon', {
      what: found.what,
      name: found.name,
      at: momentWords(found.due_at, found.language, found.time_zone),
    }),
    link: `/promises/${subjectId}`,
    ...(found.case_id === null ? {} : { caseId: found.case_id }),
    once: `due-soon:${subjectId}:${found.due_at.toISOString()}`,
  });
}
