import { closestLanguage } from '../../catalogue.ts';
import type { Context } from '../../context.ts';
import { listWaitingAsks } from '../voice/index.ts';
import type { Visitor } from './visiting.ts';

/**
 * What we would like to ask a visitor: the latest ask that waits for him. Only once he has proved who he is, and never while
 * something of his waits for an answer.
 */
export async function askInWidget(ctx: Context, visitor: Visitor) {
  if (visitor.customer_id === null || visitor.verified_by === null) return { ask: null };
  const language = closestLanguage(visitor.language);
  const [first] = await listWaitingAsks(ctx, visitor.customer_id, 'widget', language);
  return { ask: first === undefined ? null : { title: first.title, url: `${ctx.url}${first.path}` } };
}
