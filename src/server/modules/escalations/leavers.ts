/** Somebody leaves whom a protocol calls: where nobody takes his place, whoever leads is told at once. */
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { notify } from '../notifications/index.ts';
import { readGaps } from './gaps.ts';
import { findLeads } from './reaching-queries.ts';
import { findNames, findRota } from './rota-queries.ts';

/** Follows who leaves, and who becomes a colleague who works on no cases. */
export const calledLeavers: Subscription = {
  name: 'escalation-leavers',
  types: ['people.user-left', 'people.user-changed'],
  async handle(ctx, events) {
    for (const event of events)
      if (event.type === 'people.user-left' || event.data['role'] === 'colleague') await tellLeads(ctx, event);
  },
};

async function tellLeads(ctx: WritingContext, event: KeptEvent): Promise<void> {
  const leaverId = event.subjectId;
  if (leaverId === null) return;
  const his = [];
  for (const gap of await readGaps(ctx)) {
    const emptied = gap.because === 'nobody' && gap.until === null ? gap.rota : null;
    const rota = emptied === null ? undefined : await findRota(ctx.trx, emptied.id, ctx.now);
    const named = gap.because === 'person' && gap.person?.id === leaverId;
    if (named || rota?.people.includes(leaverId) === true) his.push(gap);
  }
  if (his.length === 0) return;
  const person = (await findNames(ctx.trx, [leaverId])).get(leaverId) ?? '';
  const leads = await ctx.trx
    .selectFrom('users')
    .select(['id', 'language'])
    .where('id', 'in', await findLeads(ctx.trx, null, leaverId))
    .execute();
  for (const { id, language } of leads)
    for (const { protocol, step } of his)
      await notify(ctx, {
        userId: id,
        kind: 'alert',
        subject: say(language, 'escalations', 'mail.calledNobody', { name: protocol.name, step: step + 1 }),
        text: say(language, 'escalations', 'mail.calledNobodyWhy', { person }),
        link: '/settings/escalation',
        once: `called-nobody:${protocol.id}:${String(step)}:${String(event.id)}`,
      });
}
