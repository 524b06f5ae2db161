import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';

/** The person who asks; figures by mail are for people, a key has no mailbox. */
export function readerOf(ctx: Context): string {
  if (ctx.actor.kind === 'staff') return ctx.actor.id;
  throw new Refusal('forbidden', 'not-a-person', 'An API key reads figures over the API; sign in to get them by mail.');
}
