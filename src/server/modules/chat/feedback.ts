import { asSystem, type Context } from '../../context.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rootOf } from '../customers/index.ts';
import { observe } from '../voice/index.ts';
import { countOrRefuse } from './limits.ts';
import type { Speaker } from './speaking.ts';

/**
 * What somebody says through the feedback form, as an observation: whose it is only where he has proved who he is, because
 * anybody can claim anything. Records `voice.observed`.
 */
export async function giveFeedback(
  ctx: Context,
  speaker: Speaker,
  given: { feeling: 'won' | 'neutral' | 'lost'; words: string },
): Promise<null> {
  const { visitor, widget } = speaker;
  if (!widget.settings.feedback) throw new Refusal('forbidden', 'feedback-off', 'Nobody asks for feedback here.');
  await countOrRefuse(ctx, 'feedback', { visitorId: visitor.id, ip: speaker.ip });
  const words = given.words.replaceAll('\0', '').toWellFormed().trim();
  const proven = visitor.verified_by !== null && visitor.customer_id !== null;
  await observe(asSystem(ctx, 'widget'), {
    words: words === '' ? '–' : words,
    feeling: given.feeling,
    ...(proven ? { customerId: await rootOf(ctx, visitor.customer_id!) } : {}),
  });
  return null;
}
