import { feelingsIn, leadingFeeling } from '../../../domain/words/feelings.ts';
import type { WritingContext } from '../../context.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { askLater, isWanted } from '../assistant/index.ts';
import { feelOnCase } from '../cases/index.ts';
import { askFeelingsName, readByAssistantType, takeReading } from './assistant-feelings.ts';
import { findMessages, insertFelt, type MessageWords } from './queries.ts';

/**
 * Reads every word of a customer for what he feels, and keeps where in it that stands: by the lexicon at once, and once more by the
 * assistant where there is one. What the assistant read comes back through the log, so reading the log again never asks it again.
 */
export const feelingSubscription: Subscription = {
  name: 'words.felt',
  types: ['cases.customer-wrote', readByAssistantType],
  handle: async (ctx, events) => {
    const human = events.filter(
      ({ type, data }) =>
        type === readByAssistantType || [null, undefined, 'human', 'unknown'].includes(data['mailClass'] as string),
    );
    const messages = await findMessages(
      ctx.trx,
      human.map(({ data }) => String(data['messageId'])),
    );
    const asks = await isWanted(ctx, 'feelings');
    for (const event of human) {
      const message = messages.get(String(event.data['messageId']));
      if (message === undefined || message.author_kind !== 'customer') continue;
      const at = { ...ctx, now: event.at };
      if (event.type === readByAssistantType) await takeReading(at, message, event.data);
      else {
        await feel(at, message);
        if (asks) await askLater(at, askFeelingsName, message.id);
      }
    }
  },
};

async function feel(ctx: WritingContext, message: MessageWords): Promise<void> {
  const read = feelingsIn(message.text);
  // a word or two give no language away; then the customer's own counts
  const feelings =
    read.language === null &&
    message.text.length < 80 &&
    message.language !== null &&
    /\p{Script=Latin}/u.test(message.text)
      ? feelingsIn(message.text, message.language.slice(0, 2))
      : read;
  const leading = leadingFeeling(feelings);
  if (leading === null || feelings.language === null) return;
  for (const one of feelings.found)
    await insertFelt(ctx.trx, {
      message_id: message.id,
      case_id: message.case_id,
      feeling: one.feeling,
      strength: one.strength,
      quote_from: one.start,
      quote_to: one.end,
      about_from: one.about?.start ?? null,
      about_to: one.about?.end ?? null,
      language: feelings.language,
      at: message.at,
    });
  const { feeling, strength } = leading;
  await feelOnCase(ctx, { caseId: message.case_id, messageId: message.id, feeling, strength });
}
