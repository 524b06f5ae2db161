import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { notify } from '../notifications/index.ts';
import type { WebhookRecord } from './queries.ts';

/**
 * A webhook that was switched off by itself: what waits is given up (a replay brings it back), and those who run the
 * installation are told, each once.
 */
export async function tellOfDisabled(
  ctx: WritingContext,
  webhook: WebhookRecord,
  because: 'gone' | 'failing',
): Promise<void> {
  await ctx.trx
    .updateTable('webhook_messages')
    .set({ state: 'failed', next_at: null, claimed_until: null })
    .where('webhook_id', '=', webhook.id)
    .where('state', '=', 'waiting')
    .execute();
  await record(ctx, 'webhooks.disabled', webhook.id, { name: webhook.name, because });
  const people = await ctx.trx
    .selectFrom('users')
    .select(['id', 'language'])
    .where('active', '=', true)
    .where('role', 'in', ['owner', 'admin'])
    .orderBy('id')
    .limit(50)
    .execute();
  for (const { id, language } of people)
    await notify(ctx, {
      userId: id,
      kind: 'alert',
      subject: say(language, 'webhooks', 'alert.subject', { name: webhook.name }),
      text: say(language, 'webhooks', `alert.${because}`, { url: webhook.url }),
      link: '/settings/webhooks',
      once: `webhook-disabled:${webhook.id}:${ctx.now.toISOString()}`,
    });
}
